using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.Tests.Infra;

/// <summary>Makes parts of clusters; what a test doesn't say is healthy and ordinary.</summary>
internal static class Make
{
    public const string Marketplace = "openshift-marketplace";
    public const string Origin = "openshift-config/pull-secret";
    public const string SecretName = "pull-secret";
    public const string Image = "registry.redhat.io/redhat/redhat-operator-index:v4.18";
    public const string Unauthorized = "Failed to pull image: unable to retrieve auth token: invalid username/password: unauthorized: Please login to the Red Hat Registry";
    public const string NotFound = "Failed to pull image: reading manifest v4.18 in registry.redhat.io/redhat/redhat-operator-index: manifest unknown";

    public const string MirrorRefused = "(Mirrors also failed: [bastion.example.com:5000/app:1: unauthorized: authentication required]): registry.redhat.io/app:1: EOF";
    public const string ProxyRefused = "pinging container registry registry.redhat.io: Get \"https://registry.redhat.io/v2/\": Proxy Authentication Required";
    public const string Undecodable = "illegal base64 data at input byte 0";

    public static readonly DateTimeOffset Start = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    public static RegistryCredentials Credentials(params IEnumerable<string> keys) => Credentials(keys.Select(key => (key, $"password-of-{key}")));

    public static RegistryCredentials Credentials(params IEnumerable<(string Key, string Password)> entries) =>
        new(entries.Select(entry => KeyValuePair.Create(entry.Key, new Credential("robot", entry.Password))));

    /// <summary>What the source of an ordinary cluster holds.</summary>
    public static RegistryCredentials Wanted => Credentials("quay.io", "registry.redhat.io");

    public static DesiredSecret Desired => new(Wanted, Origin, null, []);

    public static PullSecret Source(RegistryCredentials? credentials = null, string name = SecretName) => new()
    {
        Id = new("openshift-config", name),
        Uid = $"uid-of-source-{name}",
        ResourceVersion = "1",
        Type = DockerConfig.SecretType,
        DataChangedAt = Start,
        Credentials = credentials ?? Wanted,
    };

    /// <summary>A copy of ours, equal to the source.</summary>
    public static PullSecret Copy(string ns = Marketplace, RegistryCredentials? credentials = null) => Foreign(ns, credentials) with { IsOurs = true, Origin = Origin };

    /// <summary>A secret of our name that somebody else made, with the content of the source.</summary>
    public static PullSecret Foreign(string ns = Marketplace, RegistryCredentials? credentials = null) => new()
    {
        Id = new(ns, SecretName),
        Uid = $"uid-of-{ns}-{SecretName}",
        ResourceVersion = "7",
        Type = DockerConfig.SecretType,
        DataChangedAt = Start,
        Credentials = credentials ?? Wanted,
    };

    public static ServiceAccountSnapshot Account(string name, params IReadOnlyList<string> links) =>
        new() { Name = name, ResourceVersion = $"rv-{name}", ImagePullSecrets = links, LinksChangedAt = Start };

    public static PodSnapshot WellPod(string name, string account = "redhat-operators") => new()
    {
        Name = name,
        Uid = $"uid-of-{name}",
        ServiceAccount = account,
        Owner = new("ReplicaSet", $"owner-of-{name}", $"uid-of-owner-of-{name}"),
        CreatedAt = Start,
        IsReadyOrCompleted = true,
    };

    public static PodSnapshot StuckPod(string name, string account = "redhat-operators", string message = Unauthorized, string image = Image, params IReadOnlyList<string> links) =>
        WellPod(name, account) with
        {
            IsReadyOrCompleted = false,
            ImagePullSecrets = links,
            Stuck = [Stuck("main", message, image)],
        };

    public static StuckContainer Stuck(string name, string message, string image = Image)
    {
        var error = PullErrorParser.Parse(message, image);
        return new(name, image, "ImagePullBackOff", message, error.Failure, Start) { Mirrors = error.Mirrors, IsAnonymousRateLimit = error.IsAnonymousRateLimit };
    }

    public static CatalogSourceSnapshot Catalog(string name, string? state = "TRANSIENT_FAILURE") => new(name, $"uid-of-catalog-{name}", state);

    public static PodOwner OwnedBy(CatalogSourceSnapshot catalog) => new("CatalogSource", catalog.Name, catalog.Uid);

    public static NamespaceSnapshot Namespace(string name = Marketplace) => new() { Name = name };

    public static ClusterSnapshot Cluster(params IReadOnlyList<NamespaceSnapshot> namespaces) => new()
    {
        Cluster = new("https://api.cluster.example.com:6443", "4.18.9", "cluster-x7k2p"),
        Sources = [Source()],
        Namespaces = namespaces,
        Nodes = Nodes(3, 3),
    };

    public static IReadOnlyList<NodeSnapshot> Nodes(int ready, int total) => [.. Enumerable.Range(0, total).Select(i => new NodeSnapshot($"node-{i}", i < ready, null, null))];

    /// <summary>Why a pod waits, by what is known from the answers.</summary>
    public static PodDiagnosis? Examine(PodSnapshot pod, NamespaceSnapshot? ns = null, Settings? settings = null, Findings? findings = null, bool wasRestarted = false) =>
        new PodExaminer(findings ?? Findings.None, Wanted, settings ?? new(), (_, _) => wasRestarted).Examine(ns ?? Namespace(), pod);

    /// <summary>The settings with a single target, so that no other namespace is missing.</summary>
    public static Settings For(params IEnumerable<string> namespaces) => new() { Targets = [.. namespaces.Select(ns => new Target(new(ns)))] };

    /// <summary>Diagnoses and plans as a run does.</summary>
    public static Round Round(ClusterSnapshot cluster, Settings? settings = null, bool wasRestarted = false, RunHistory? history = null)
    {
        settings ??= For(cluster.Namespaces.Select(ns => ns.Name));
        var desired = DesiredSecret.From(cluster.Sources, settings);
        var diagnosis = Diagnosis.Of(cluster, desired, settings, (_, _) => wasRestarted);
        return new(cluster, diagnosis, Planner.Plan(cluster, diagnosis, desired, settings, history is null ? null : history.MayPrevent), []);
    }

    /// <summary>What a run would ask.</summary>
    public static Questions Questions(ClusterSnapshot cluster, Settings? settings = null)
    {
        settings ??= For(cluster.Namespaces.Select(ns => ns.Name));
        return PostSoftwareHook.Propagation.Questions.Of(cluster, Round(cluster, settings).Plan, DesiredSecret.From(cluster.Sources, settings), settings);
    }

    public static Round Round(NamespaceSnapshot ns, Settings? settings = null) => Round(Cluster(ns), settings);

    /// <summary>The plan for one namespace that is the only target.</summary>
    public static TargetPlan Plan(NamespaceSnapshot ns, Settings? settings = null) => Round(ns, settings).Plan.Targets.Single(target => target.Namespace == ns.Name);

    /// <summary>A filter that lets everything through.</summary>
    public static RegistryFilter Everything => new([new("*")], []);
}
