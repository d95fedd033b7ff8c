namespace PostSoftwareHook.Incident;

/// <summary>A kind that OpenShift or RHACM adds to Kubernetes.</summary>
public sealed record CustomKind(string Group, string Version, string Kind, string Plural, bool Namespaced)
{
    public static CustomKind CatalogSource { get; } = new("operators.coreos.com", "v1alpha1", "CatalogSource", "catalogsources", true);

    public static CustomKind ClusterVersion { get; } = new("config.openshift.io", "v1", "ClusterVersion", "clusterversions", false);

    public static CustomKind Infrastructure { get; } = new("config.openshift.io", "v1", "Infrastructure", "infrastructures", false);

    public static CustomKind MachineConfigPool { get; } = new("machineconfiguration.openshift.io", "v1", "MachineConfigPool", "machineconfigpools", false);

    public static CustomKind ManagedCluster { get; } = new("cluster.open-cluster-management.io", "v1", "ManagedCluster", "managedclusters", false);

    public static CustomKind KlusterletAddonConfig { get; } = new("agent.open-cluster-management.io", "v1", "KlusterletAddonConfig", "klusterletaddonconfigs", true);

    public static IReadOnlyList<CustomKind> All { get; } =
        [CatalogSource, ClusterVersion, Infrastructure, MachineConfigPool, ManagedCluster, KlusterletAddonConfig];

    public string ApiVersion => $"{Group}/{Version}";
}
