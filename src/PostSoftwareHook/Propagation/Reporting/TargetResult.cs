namespace PostSoftwareHook.Propagation;

/// <summary>How a run ended for one target namespace.</summary>
/// <param name="Namespace">The namespace.</param>
/// <param name="Status">How it ended there.</param>
/// <param name="Problem">Why nothing could be planned, as a sentence; else null.</param>
/// <param name="LeftAlone">Why the namespace was left alone as a whole; else null.</param>
/// <param name="Secret">The copy; null where nothing in the namespace needs one.</param>
/// <param name="ServiceAccounts">The selected serviceaccounts, sorted by name.</param>
/// <param name="Pods">The pods that were held back: first those that were restarted, then those that were left.</param>
internal sealed record TargetResult(
    string Namespace,
    TargetStatus Status,
    string? Problem,
    string? LeftAlone,
    SecretResult? Secret,
    IReadOnlyList<ServiceAccountResult> ServiceAccounts,
    IReadOnlyList<PodResult> Pods);
