namespace PostSoftwareHook.Incident;

/// <summary>Names of the incident's objects.</summary>
public static class Names
{
    public const string ConfigNamespace = "openshift-config";
    public const string MarketplaceNamespace = "openshift-marketplace";
    public const string AgentNamespace = "open-cluster-management-agent";

    /// <summary>Where RHACM's add-ons are. Only with <see cref="IncidentOptions.Import"/>.</summary>
    public const string AddOnNamespace = "open-cluster-management-agent-addon";

    /// <summary>Where OLM's operators for all namespaces are subscribed to. Only with an option.</summary>
    public const string OperatorsNamespace = "openshift-operators";

    /// <summary>The global pull secret, in <see cref="ConfigNamespace"/>.</summary>
    public const string PullSecret = "pull-secret";

    /// <summary>RHACM's own pull secret, in <see cref="AgentNamespace"/>.</summary>
    public const string AgentPullSecret = "open-cluster-management-image-pull-credentials";

    /// <summary>A team's own pull secret, in <see cref="MarketplaceNamespace"/>. Only with <see cref="IncidentOptions.TeamPullSecret"/>.</summary>
    public const string TeamPullSecret = "team-registry";

    /// <summary>A registry that the global pull secret has and the node does not. Only with <see cref="IncidentOptions.RefusedOutsideTargets"/>.</summary>
    public const string TeamRegistry = "registry.team.example.com";

    public const string RedHatRegistry = "registry.redhat.io";
    public const string ConnectRegistry = "registry.connect.redhat.com";
    public const string QuayRegistry = "quay.io";

    /// <summary>An entry of the global pull secret that is a telemetry token, not a registry.</summary>
    public const string Telemetry = "cloud.openshift.com";

    /// <summary>The custom catalog. Its serviceaccount has no imagePullSecrets.</summary>
    public const string CustomCatalog = "workshop-operators";

    /// <summary>The catalog that extracts its content, so that its pod is stuck in an init container.</summary>
    public const string ExtractingCatalog = "certified-operators";

    /// <summary>The catalog that has an update poll pod in addition to its own.</summary>
    public const string PollingCatalog = "redhat-operators";

    /// <summary>The Job that unpacks a bundle, named by a hash of the bundle's image as OLM does. Only with <see cref="IncidentOptions.UnpacksBundle"/>.</summary>
    public const string UnpackJob = "5f0c9d1b7a3e4c2d8b6f1a0e9c8d7b6a5f4e3d2c1b0a9f8e7d6c5b4a3f2e1d0";

    /// <summary>The Subscription of <see cref="UnpackJob"/>, in <see cref="OperatorsNamespace"/>. Only with <see cref="IncidentOptions.Subscription"/>.</summary>
    public const string Subscription = "web-terminal";

    /// <summary>ReplicaSet of a healthy pod: the marketplace operator.</summary>
    public const string MarketplaceOperator = "marketplace-operator";

    /// <summary>ReplicaSet of a healthy pod that runs a catalog's image from an earlier pull.</summary>
    public const string IndexBrowser = "operator-index-browser";

    /// <summary>ReplicaSet whose pod uses a missing tag of a public repository.</summary>
    public const string MissingTag = "workshop-dashboard";

    /// <summary>
    /// ReplicaSet whose pod uses a missing tag of Red Hat's registry: unauthorized at first, not found after a login. Only with <see
    /// cref="IncidentOptions.MissingTagBehindLogin"/>.
    /// </summary>
    public const string MissingTagBehindLogin = "workshop-mirror";

    /// <summary>ReplicaSet of a stuck pod in <see cref="OperatorsNamespace"/>. Only with <see cref="IncidentOptions.RefusedOutsideTargets"/>.</summary>
    public const string OutsideTargets = "team-console";

    /// <summary>ReplicaSet whose template names <see cref="TeamPullSecret"/>. Only with <see cref="IncidentOptions.TeamPullSecret"/>.</summary>
    public const string TeamDashboard = "team-dashboard";

    /// <summary>The stuck pod without an owner. Only with <see cref="IncidentOptions.BarePod"/>.</summary>
    public const string BarePod = "debug-tools";

    /// <summary>ReplicaSet and serviceaccount of RHACM's operator on the cluster.</summary>
    public const string Klusterlet = "klusterlet";

    /// <summary>ReplicaSet of RHACM's agent.</summary>
    public const string KlusterletAgent = "klusterlet-agent";

    /// <summary>Serviceaccount of RHACM's agent.</summary>
    public const string KlusterletWorkAccount = "klusterlet-work-sa";

    /// <summary>ReplicaSet of the agent that makes the cluster join. Only with <see cref="IncidentOptions.Import"/>.</summary>
    public const string KlusterletRegistrationAgent = "klusterlet-registration-agent";

    /// <summary>Serviceaccount of <see cref="KlusterletRegistrationAgent"/>.</summary>
    public const string KlusterletRegistrationAccount = "klusterlet-registration-sa";

    /// <summary>ReplicaSet of the agent that runs once the cluster has joined. Only with <see cref="IncidentOptions.Import"/>.</summary>
    public const string KlusterletWorkAgent = "klusterlet-work-agent";

    /// <summary>ReplicaSet and serviceaccount of an add-on, whose template names <see cref="AgentPullSecret"/>. Only with <see cref="ImportOptions.AddOn"/>.</summary>
    public const string AddOn = "klusterlet-addon-workmgr";

    /// <summary>OpenShift's own catalogs.</summary>
    public static IReadOnlyList<string> DefaultCatalogs { get; } =
        ["certified-operators", "community-operators", "redhat-marketplace", "redhat-operators"];

    public static IReadOnlyList<string> Catalogs { get; } = [.. DefaultCatalogs, CustomCatalog];

    public static IReadOnlyList<string> Namespaces { get; } = [ConfigNamespace, MarketplaceNamespace, AgentNamespace];

    public static IReadOnlyList<string> MarketplaceAccounts { get; } =
        [.. Catalogs, "default", "builder", "deployer", MarketplaceOperator];

    /// <summary>The serviceaccounts of <see cref="AgentNamespace"/>.</summary>
    public static IReadOnlyList<string> AgentAccounts { get; } =
        [Klusterlet, KlusterletWorkAccount, "default", "builder", "deployer"];

    /// <summary>Name of the ClusterCatalog with the image of one of the <see cref="DefaultCatalogs"/>.</summary>
    public static string ClusterCatalog(string catalog) => $"openshift-{catalog}";
}
