using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.Contract;

/// <summary>The result of a run. Its JSON form, in snake_case, is the module's documented contract.</summary>
internal sealed record Report
{
    /// <summary>Whether something was written, or in check mode would be.</summary>
    public bool Changed { get; init; }

    /// <summary>Whether the run failed.</summary>
    public bool Failed { get; init; }

    /// <summary>How the run ended, as a task that looks at the result later needs to know it even where it chose not to fail.</summary>
    public TargetStatus Outcome => this switch
    {
        { Failed: true } => TargetStatus.Failed,
        { Changed: true } => TargetStatus.Healed,
        _ when Targets is { Count: > 0 } && Targets.All(target => target.Status == TargetStatus.Pending) => TargetStatus.Pending,
        _ => TargetStatus.Unchanged,
    };

    /// <summary>One sentence for a person.</summary>
    public required string Msg { get; init; }

    /// <summary>Which cluster.</summary>
    public ClusterInfo? Cluster { get; init; }

    /// <summary>What was found.</summary>
    public DiagnosisReport? Diagnosis { get; init; }

    /// <summary>What was done, namespace by namespace.</summary>
    public IReadOnlyList<TargetReport>? Targets { get; init; }

    /// <summary>The catalog sources of the target namespaces.</summary>
    public IReadOnlyList<CatalogSourceReport>? CatalogSources { get; init; }

    /// <summary>The cluster as the hub sees it; only where it was asked for.</summary>
    public ManagedClusterReport? ManagedCluster { get; init; }

    /// <summary>How many API requests were sent.</summary>
    public int? Requests { get; init; }

    /// <summary>How long the run took, in seconds.</summary>
    public double? Duration { get; init; }

    /// <summary>What changed, as text that holds no credential; only where a diff was asked for.</summary>
    public DiffReport? Diff { get; init; }

    /// <summary>What a person should know beside it.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The options as they were understood, without secrets.</summary>
    public JsonObject? Invocation { get; init; }
}

/// <summary>The diagnosis in a result.</summary>
internal sealed record DiagnosisReport(Verdict Verdict, IReadOnlyList<Evidence> Evidence, RegistriesReport Registries)
{
    /// <summary>The stuck pods that the evidence tells of, for a view that groups them.</summary>
    [JsonIgnore]
    public IReadOnlyList<PodDiagnosis> Pods { get; init; } = [];

    /// <summary>The source secret that an advice means.</summary>
    [JsonIgnore]
    public NamespacedName Source { get; init; }
}

/// <summary>The registries that the held back images need, and those that the sources know.</summary>
internal sealed record RegistriesReport(IReadOnlyList<string> Needed, IReadOnlyList<string> InSource);

/// <summary>One target namespace in a result.</summary>
internal sealed record TargetReport(
    string Namespace,
    TargetStatus Status,
    string? Reason,
    SecretReport? Secret,
    IReadOnlyList<ServiceAccountReport> ServiceAccounts,
    IReadOnlyList<PodReport> Pods)
{
    /// <summary>What failed, piece by piece; joined, it is the reason.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Failures { get; init; } = [];
}

/// <summary>The copy of the pull secret in a result.</summary>
internal sealed record SecretReport(string Name, ItemAction Action, IReadOnlyList<string> Hosts, string? Reason);

/// <summary>A serviceaccount in a result.</summary>
internal sealed record ServiceAccountReport(string Name, ItemAction Action, string? Reason);

/// <summary>A stuck pod in a result.</summary>
internal sealed record PodReport(string Name, string? Owner, ItemAction Action, string Reason)
{
    /// <summary>The step it comes from, for a view that groups pods and tells what to type.</summary>
    [JsonIgnore]
    public PodStep? Step { get; init; }
}

/// <summary>A catalog source in a result.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">Its name.</param>
/// <param name="State">What OLM last said, or null.</param>
/// <param name="Ready">Whether OLM says READY and its pod is Ready too.</param>
internal sealed record CatalogSourceReport(string Namespace, string Name, string? State, bool Ready);

/// <summary>A ManagedCluster's conditions; unknown is not true.</summary>
/// <param name="Name">Its name on the hub.</param>
/// <param name="HubAccepted">HubAcceptedManagedCluster: the hub's admin lets it in.</param>
/// <param name="Joined">ManagedClusterJoined: its klusterlet has registered.</param>
/// <param name="Available">ManagedClusterConditionAvailable: its klusterlet renews its lease.</param>
/// <param name="Message">What the hub says of the first that isn't true, or null.</param>
internal sealed record ManagedClusterReport(string Name, bool HubAccepted, bool Joined, bool Available, string? Message)
{
    /// <summary>What keeps it from being well, or null.</summary>
    [JsonIgnore]
    public string? Missing => this switch
    {
        { HubAccepted: false } => "accepted by the hub",
        { Joined: false } => "joined",
        { Available: false } => "available",
        _ => null,
    };
}

/// <summary>What --diff shows.</summary>
internal sealed record DiffReport(string Before, string After);
