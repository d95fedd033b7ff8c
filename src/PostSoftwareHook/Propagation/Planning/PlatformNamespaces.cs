namespace PostSoftwareHook.Propagation;

/// <summary>Tells the namespaces of the platform from those of its tenants.</summary>
internal static class PlatformNamespaces
{
    /// <summary>
    /// Whether only administrators may write to it. OpenShift does not let users request projects with the first two prefixes
    /// (openshift-apiserver, pkg/project/apiserver/registry/projectrequest).
    /// </summary>
    public static bool IsPlatform(string ns) => Starts(ns, "openshift-") || Starts(ns, "kube-") || IsOfOcm(ns);

    /// <summary>Whether RHACM made it: the klusterlet's namespaces and those of its add-ons, or the hub's.</summary>
    public static bool IsOfOcm(string ns) => Starts(ns, "open-cluster-management") || ns == "multicluster-engine";

    private static bool Starts(string ns, string prefix) => ns.StartsWith(prefix, StringComparison.Ordinal);
}
