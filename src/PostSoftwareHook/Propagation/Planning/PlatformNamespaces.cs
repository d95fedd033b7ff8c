namespace PostSoftwareHook.Propagation;

/// <summary>Tells the namespaces of the platform from those of its tenants.</summary>
internal static class PlatformNamespaces
{
    /// <summary>Where OpenShift has its catalogs.</summary>
    public const string Marketplace = "openshift-marketplace";

    /// <summary>Those of RHACM on a managed cluster and on the hub. Their prefix is not reserved: a user may request a project with it.</summary>
    private static readonly string[] OfOcm =
    [
        "open-cluster-management",
        "open-cluster-management-addon-observability",
        "open-cluster-management-agent",
        "open-cluster-management-agent-addon",
        "open-cluster-management-hub",
        "open-cluster-management-observability",
        "multicluster-engine",
    ];

    /// <summary>
    /// Whether only administrators may write to it. OpenShift does not let users request projects with the first two prefixes
    /// (openshift-apiserver, pkg/project/apiserver/registry/projectrequest).
    /// </summary>
    public static bool IsPlatform(string ns) => ns.StartsWith("openshift-", StringComparison.Ordinal) || ns.StartsWith("kube-", StringComparison.Ordinal) || IsOfOcm(ns);

    /// <summary>Whether RHACM made it: the klusterlet's namespaces and those of its add-ons, or the hub's.</summary>
    public static bool IsOfOcm(string ns) => OfOcm.Contains(ns);
}
