namespace PostSoftwareHook.Incident;

/// <summary>What OLM does of its own accord.</summary>
public sealed record OlmOptions
{
    /// <summary>
    /// After what time OLM itself re-creates a pod whose imagePullSecrets differ from its serviceaccount's, as it does at a
    /// sync (they are part of the pod spec's hash). Null: never. Zero: at once, in a race with whoever linked the secret.
    /// </summary>
    public TimeSpan? RecreatesAfterLink { get; init; }

    /// <summary>A connection state that every catalog keeps, whatever its pod does: OLM refreshes it lazily, so a READY can be old.</summary>
    public string? FrozenState { get; init; }

    /// <summary>Whether the pods that unpack a bundle carry the label of their Job, as since OLM 0.32 (OpenShift 4.20).</summary>
    public bool LabelsUnpackPods { get; init; } = true;
}
