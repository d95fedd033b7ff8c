namespace PostSoftwareHook.Incident;

/// <summary>A kind that OpenShift or RHACM adds to Kubernetes.</summary>
public sealed record CustomKind(string Group, string Version, string Kind, string Plural, string? ShortName, bool Namespaced)
{
    public static CustomKind CatalogSource { get; } = new("operators.coreos.com", "v1alpha1", "CatalogSource", "catalogsources", "catsrc", true);

    public static CustomKind ClusterCatalog { get; } = new("olm.operatorframework.io", "v1", "ClusterCatalog", "clustercatalogs", null, false);

    public static CustomKind ClusterVersion { get; } = new("config.openshift.io", "v1", "ClusterVersion", "clusterversions", null, false);

    public static CustomKind Infrastructure { get; } = new("config.openshift.io", "v1", "Infrastructure", "infrastructures", null, false);

    public static CustomKind MachineConfigPool { get; } = new("machineconfiguration.openshift.io", "v1", "MachineConfigPool", "machineconfigpools", "mcp", false);

    public static CustomKind MachineConfig { get; } = new("machineconfiguration.openshift.io", "v1", "MachineConfig", "machineconfigs", "mc", false);

    public static CustomKind ImageDigestMirrorSet { get; } = new("config.openshift.io", "v1", "ImageDigestMirrorSet", "imagedigestmirrorsets", "idms", false);

    public static CustomKind ImageTagMirrorSet { get; } = new("config.openshift.io", "v1", "ImageTagMirrorSet", "imagetagmirrorsets", "itms", false);

    public static CustomKind ImageContentSourcePolicy { get; } = new("operator.openshift.io", "v1alpha1", "ImageContentSourcePolicy", "imagecontentsourcepolicies", null, false);

    public static CustomKind ManagedCluster { get; } = new("cluster.open-cluster-management.io", "v1", "ManagedCluster", "managedclusters", null, false);

    public static CustomKind KlusterletAddonConfig { get; } = new("agent.open-cluster-management.io", "v1", "KlusterletAddonConfig", "klusterletaddonconfigs", null, true);

    public static CustomKind Subscription { get; } = new("operators.coreos.com", "v1alpha1", "Subscription", "subscriptions", "sub", true);

    public static CustomKind OperatorGroup { get; } = new("operators.coreos.com", "v1", "OperatorGroup", "operatorgroups", "og", true);

    public static CustomKind Klusterlet { get; } = new("operator.open-cluster-management.io", "v1", "Klusterlet", "klusterlets", null, false);

    public static IReadOnlyList<CustomKind> All { get; } =
    [
        CatalogSource, ClusterCatalog, ClusterVersion, Infrastructure, MachineConfigPool, MachineConfig, ImageDigestMirrorSet, ImageTagMirrorSet,
        ImageContentSourcePolicy, ManagedCluster, KlusterletAddonConfig, Subscription, OperatorGroup, Klusterlet,
    ];

    public string ApiVersion => $"{Group}/{Version}";
}
