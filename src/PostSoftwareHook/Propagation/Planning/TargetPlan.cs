namespace PostSoftwareHook.Propagation;

/// <summary>What is planned for one target namespace.</summary>
internal sealed record TargetPlan
{
    /// <summary>The namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>Why the namespace is left alone as a whole (not there yet, being deleted, opted out), or null.</summary>
    public string? LeftAlone { get; init; }

    /// <summary>Why nothing could be planned, as a sentence; else null.</summary>
    public string? Problem { get; init; }

    /// <summary>Whether that may pass by itself.</summary>
    public bool IsPending { get; init; }

    /// <summary>The secret, or null where nothing in the namespace needs one.</summary>
    public PlanStep? Secret { get; init; }

    /// <summary>The registry keys that the secret shall hold.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>The selected serviceaccounts.</summary>
    public IReadOnlyList<PlanStep> ServiceAccounts { get; init; } = [];

    /// <summary>The stuck pods.</summary>
    public IReadOnlyList<PodStep> Pods { get; init; } = [];

    /// <summary>
    /// The writes in the order that matters: the secret, then the links, then the pods, since a pod's secrets are fixed at its
    /// creation. A secret is deleted only after its links.
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
