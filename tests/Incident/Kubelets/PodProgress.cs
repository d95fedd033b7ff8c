namespace PostSoftwareHook.Incident;

/// <summary>How far the kubelet is with one pod, and when the next step is due.</summary>
internal sealed class PodProgress
{
    /// <summary>Whether it has been given to the node, which the watch may tell a moment later.</summary>
    public bool IsBound { get; set; }

    public PodOutcome? Outcome { get; set; }

    public DateTime AttemptAt { get; set; } = DateTime.MinValue;

    /// <summary>When ErrImagePull turns into ImagePullBackOff; null if it has.</summary>
    public DateTime? BackOffAt { get; set; }

    public DateTime? TerminateAt { get; set; }
}
