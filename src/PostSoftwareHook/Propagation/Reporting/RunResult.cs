namespace PostSoftwareHook.Propagation;

/// <summary>
/// The facts about a run. The module's JSON (Contract) and the command's output (CommandLine/Output) are both written from it.
/// </summary>
internal sealed record RunResult
{
    public required Purpose Purpose { get; init; }

    /// <summary>Why the run could not start or finish, as a sentence that says how to fix it, or null.</summary>
    public string? Problem { get; init; }

    /// <summary>Whether <see cref="Problem"/> is a bug in this tool.</summary>
    public bool IsInternalError { get; init; }

    public bool Failed { get; init; }

    /// <summary>The cluster; null if the run ended before it was read. In that case the lists below are empty.</summary>
    public ClusterInfo? Cluster { get; init; }

    /// <summary>The diagnosis; null in a removal, or if the run ended before it.</summary>
    public Diagnosis? Diagnosis { get; init; }

    /// <summary>The result for each target namespace.</summary>
    public IReadOnlyList<TargetResult> Targets { get; init; } = [];

    /// <summary>The changes made or, in check mode, planned.</summary>
    public IReadOnlyList<Change> Changes { get; init; } = [];

    /// <summary>The conditions not met at the end.</summary>
    public IReadOnlyList<UnmetCondition> Unmet { get; init; } = [];

    /// <summary>The CatalogSources in the target namespaces.</summary>
    public IReadOnlyList<CatalogResult> Catalogs { get; init; } = [];

    /// <summary>The managed cluster's conditions on its hub; null if the hub was not read.</summary>
    public ManagedClusterStatus? ManagedCluster { get; init; }

    /// <summary>Warnings and advice for the user.</summary>
    public IReadOnlyList<Notice> Notices { get; init; } = [];

    /// <summary>The number of API requests sent, with retries; null if the run did not start.</summary>
    public int? Requests { get; init; }

    /// <summary>The duration in seconds; null if the run did not start.</summary>
    public double? Duration { get; init; }

    /// <summary>Whether the run changed something or, in check mode, would.</summary>
    public bool Changed => Changes.Count > 0;

    /// <summary>How the run ended. A playbook can test it even if the task ignores failures.</summary>
    public TargetStatus Outcome => this switch
    {
        { Failed: true } => TargetStatus.Failed,
        { Changed: true } => TargetStatus.Healed,
        _ when Targets.Count > 0 && Targets.All(target => target.Status == TargetStatus.Pending) => TargetStatus.Pending,
        _ => TargetStatus.Unchanged,
    };

    /// <summary>The unmet conditions that make the run fail.</summary>
    public IEnumerable<UnmetCondition> Failures => Unmet.Where(condition => condition.IsFailure);

    /// <summary>The result of a run that could not start or finish because of <paramref name="problem"/>.</summary>
    public static RunResult Broken(Purpose purpose, string problem) => new() { Purpose = purpose, Problem = problem, Failed = true };

    /// <summary>The result of a run that ended because of a bug in this tool.</summary>
    public static RunResult Defective(Purpose purpose, string problem) => Broken(purpose, problem) with { IsInternalError = true };
}
