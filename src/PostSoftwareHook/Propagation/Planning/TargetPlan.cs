namespace PostSoftwareHook.Propagation;

/// <summary>The plan for one target namespace.</summary>
internal sealed record TargetPlan
{
    public required string Namespace { get; init; }

    /// <summary>Why the whole namespace is left unchanged (missing, being deleted, opted out), or null.</summary>
    public string? LeftAlone { get; init; }

    /// <summary>Why nothing could be planned, as a sentence, or null.</summary>
    public string? Problem { get; init; }

    /// <summary>Whether the namespace is missing or being deleted, so that a later run may succeed.</summary>
    public bool IsPending { get; init; }

    /// <summary>The plan for the secret, or null if nothing in the namespace needs one.</summary>
    public PlanStep? Secret { get; init; }

    /// <summary>The registry keys that the secret must have.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>The plans for the selected serviceaccounts.</summary>
    public IReadOnlyList<PlanStep> ServiceAccounts { get; init; } = [];

    /// <summary>The plans for the stuck pods.</summary>
    public IReadOnlyList<PodStep> Pods { get; init; } = [];

    /// <summary>
    /// The writes in order: the secret, then the links, then the pods, since a pod's imagePullSecrets are set when it is created. A
    /// secret is deleted only after its links are removed.
    /// </summary>
    public IEnumerable<Change> Changes
    {
        get
        {
            var secret = new[] { Secret?.Change };
            var accounts = ServiceAccounts.Select(step => step.Change);
            var ordered = Secret?.Change is DeleteSecret ? accounts.Concat(secret) : secret.Concat(accounts);
            return ordered.Concat(Pods.Select(step => step.Change)).OfType<Change>();
        }
    }
}
