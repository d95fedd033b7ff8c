namespace PostSoftwareHook.Incident;

public static class Images
{
    public const string MarketplaceOperator = "quay.io/openshift-release-dev/ocp-v4.0-art-dev@sha256:0d9e8f7a6b5c4d3e2f1a0b9c8d7e6f5a4b3c2d1e0f9a8b7c6d5e4f3a2b1c0d9e";
    public const string Klusterlet = "registry.redhat.io/multicluster-engine/registration-operator-rhel9@sha256:1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f809";
    public const string KlusterletAgent = "registry.redhat.io/multicluster-engine/work-rhel9@sha256:2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f8091a";
    public const string KlusterletRegistration = "registry.redhat.io/multicluster-engine/registration-rhel9@sha256:4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c";
    public const string AddOn = "registry.redhat.io/multicluster-engine/multicloud-manager-rhel9@sha256:5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d";
    public const string Bundle = "registry.redhat.io/redhat/web-terminal-operator-bundle@sha256:3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f8091a2b";
    public const string BarePod = "registry.redhat.io/rhel9/support-tools:latest";
    public const string OutsideTargets = "registry.team.example.com/team/console:v1";
    public const string MissingTag = "quay.io/workshop/dashboard:v0.0.0-missing";
    public const string MissingTagBehindLogin = "registry.redhat.io/rhel9/support-tools:v0.0.0-missing";

    /// <summary>Prefix of the images that can be pulled without a login.</summary>
    public const string PublicRepositories = "quay.io/workshop/";

    /// <summary>Images of OpenShift's release, on the node since the installation.</summary>
    internal static IEnumerable<string> OfRelease => [MarketplaceOperator, CatalogPods.RegistryServerImage];

    /// <summary>Images that exist on the registries.</summary>
    internal static IEnumerable<string> Published =>
        [.. Names.Catalogs.Select(Catalog), .. OfRelease, Klusterlet, KlusterletAgent, KlusterletRegistration, AddOn, Bundle, BarePod, OutsideTargets];

    /// <summary>Index image of a catalog.</summary>
    public static string Catalog(string catalog) => catalog switch
    {
        Names.CustomCatalog => "registry.connect.redhat.com/workshop/operator-index:latest",
        "redhat-marketplace" => "registry.redhat.io/redhat/redhat-marketplace-index:v4.20",
        "redhat-operators" => "registry.redhat.io/redhat/redhat-operator-index:v4.20",
        "certified-operators" => "registry.redhat.io/redhat/certified-operator-index:v4.20",
        "community-operators" => "registry.redhat.io/redhat/community-operator-index:v4.20",
        _ => throw new ArgumentOutOfRangeException(nameof(catalog), catalog, "The incident has no such catalog."),
    };
}
