namespace PostSoftwareHook.Incident;

/// <summary>The kubelet's state for one pod, and the time of the next step.</summary>
internal sealed class PodProgress
{
    /// <summary>Whether the pod has been bound to the node. The watch may report it later.</summary>
    public bool IsBound { get; set; }

    public PodOutcome? Outcome { get; set; }

    public DateTime AttemptAt { get; set; } = DateTime.MinValue;

    /// <summary>When ErrImagePull changes to ImagePullBackOff; null if it has.</summary>
    public DateTime? BackOffAt { get; set; }

    public DateTime? TerminateAt { get; set; }
}
