namespace PostSoftwareHook.Incident;

/// <summary>Optional behaviour of OLM.</summary>
public sealed record OlmOptions
{
    /// <summary>
    /// Whether the imagePullSecrets of a catalog's serviceaccount are part of its pod's hash, so that a change of them makes OLM replace
    /// the pod at once, Ready or not. True from OpenShift 4.16 on, false in 4.14.
    /// </summary>
    public bool HashesPullSecrets { get; init; } = true;

    /// <summary>
    /// A connection state that every catalog keeps, whatever its pod does. OLM refreshes the state lazily, so READY can be stale.
    /// </summary>
    public string? FrozenState { get; init; }

    /// <summary>Whether the pods that unpack a bundle carry the label of their Job, as since OLM 0.32 (OpenShift 4.20).</summary>
    public bool LabelsUnpackPods { get; init; } = true;

    /// <summary>
    /// Whether the pods that unpack a bundle run with a serviceaccount of their own, named like their Job, as since OLM 0.40 (OpenShift
    /// 4.22), rather than with <c>default</c>.
    /// </summary>
    public bool AccountPerBundle { get; init; }
}
