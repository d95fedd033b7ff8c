namespace PostSoftwareHook.Incident;

/// <summary>How far the kubelet is with one pod, and when the next step is due.</summary>
internal sealed class PodProgress
{
    public PodOutcome? Outcome { get; set; }

    public DateTime AttemptAt { get; set; } = DateTime.MinValue;

    /// <summary>When ErrImagePull turns into ImagePullBackOff; null if it has.</summary>
    public DateTime? BackOffAt { get; set; }

    public DateTime? TerminateAt { get; set; }
}
