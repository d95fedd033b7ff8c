namespace PostSoftwareHook.Incident;

/// <summary>Optional behaviour of OLM.</summary>
public sealed record OlmOptions
{
    /// <summary>
    /// Delay after which OLM re-creates a pod whose imagePullSecrets differ from its serviceaccount's, as it does on a sync (they are
    /// part of the pod spec's hash). Null: never. Zero: at once, in a race with the writer that linked the secret.
    /// </summary>
    public TimeSpan? RecreatesAfterLink { get; init; }

    /// <summary>
    /// A connection state that every catalog keeps, whatever its pod does. OLM refreshes the state lazily, so READY can be stale.
    /// </summary>
    public string? FrozenState { get; init; }
}
