namespace PostSoftwareHook.Propagation;

/// <summary>The result for one target namespace.</summary>
/// <param name="Namespace">The namespace.</param>
/// <param name="Status">The outcome.</param>
/// <param name="Problem">Why nothing could be planned, as a sentence, or null.</param>
/// <param name="LeftAlone">Why the whole namespace was left unchanged, or null.</param>
/// <param name="Secret">The copy; null if nothing in the namespace needs one.</param>
/// <param name="ServiceAccounts">The selected serviceaccounts, sorted by name.</param>
/// <param name="Pods">The stuck pods: first those that were restarted, then the others.</param>
internal sealed record TargetResult(
    string Namespace,
    TargetStatus Status,
    string? Problem,
    string? LeftAlone,
    SecretResult? Secret,
    IReadOnlyList<ServiceAccountResult> ServiceAccounts,
    IReadOnlyList<PodResult> Pods);
