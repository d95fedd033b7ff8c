namespace PostSoftwareHook.Propagation;

/// <summary>
/// What a run found, did and left: facts, from which the module's JSON (Contract) and the page for a person (CommandLine/Output)
/// are both written.
/// </summary>
internal sealed record RunResult
{
    /// <summary>What the run was for.</summary>
    public required Purpose Purpose { get; init; }

    /// <summary>What kept the run from doing its work or from ending, as a sentence that names the way out; null where nothing did.</summary>
    public string? Problem { get; init; }

    /// <summary>Whether <see cref="Problem"/> is a defect of this program.</summary>
    public bool IsInternalError { get; init; }

    /// <summary>Whether the run failed.</summary>
    public bool Failed { get; init; }

    /// <summary>Which cluster; null where the run did not get that far, so that nothing below was found either.</summary>
    public ClusterInfo? Cluster { get; init; }

    /// <summary>What is wrong; null where the run was not about that, or did not get that far.</summary>
    public Diagnosis? Diagnosis { get; init; }

    /// <summary>What was or would be done, namespace by namespace.</summary>
    public IReadOnlyList<TargetResult> Targets { get; init; } = [];

    /// <summary>What was written, or would be.</summary>
    public IReadOnlyList<Change> Changes { get; init; } = [];

    /// <summary>What isn't as it should be at the end.</summary>
    public IReadOnlyList<UnmetCondition> Unmet { get; init; } = [];

    /// <summary>The catalog sources of the target namespaces.</summary>
    public IReadOnlyList<CatalogResult> Catalogs { get; init; } = [];

    /// <summary>The cluster on its hub; null where the hub was not asked.</summary>
    public ManagedClusterStatus? ManagedCluster { get; init; }

    /// <summary>What a person should know beside it.</summary>
    public IReadOnlyList<Notice> Notices { get; init; } = [];

    /// <summary>How many API requests were sent; null where the run never began.</summary>
    public int? Requests { get; init; }

    /// <summary>How long the run took, in seconds; null where it never began.</summary>
    public double? Duration { get; init; }

    /// <summary>Whether something was written, or would be.</summary>
    public bool Changed => Changes.Count > 0;

    /// <summary>How the run ended. A task that looks at it later needs to know even where it chose not to fail.</summary>
    public TargetStatus Outcome => this switch
    {
        { Failed: true } => TargetStatus.Failed,
        { Changed: true } => TargetStatus.Healed,
        _ when Targets.Count > 0 && Targets.All(target => target.Status == TargetStatus.Pending) => TargetStatus.Pending,
        _ => TargetStatus.Unchanged,
    };

    /// <summary>What failed the run.</summary>
    public IEnumerable<UnmetCondition> Failures => Unmet.Where(condition => condition.IsFailure);

    /// <summary>A run that did not begin, or could not go on, for the reason in <paramref name="problem"/>.</summary>
    public static RunResult Broken(Purpose purpose, string problem) => new() { Purpose = purpose, Problem = problem, Failed = true };

    /// <summary>A run that an error of this program ended.</summary>
    public static RunResult Defective(Purpose purpose, string problem) => Broken(purpose, problem) with { IsInternalError = true };
}
