namespace PostSoftwareHook.Incident;

/// <summary>Timing and messages of a kubelet.</summary>
public sealed record KubeletOptions
{
    /// <summary>Time in ErrImagePull before a pod changes to ImagePullBackOff.</summary>
    public TimeSpan ErrImagePullFor { get; init; } = TimeSpan.FromMilliseconds(150);

    /// <summary>Time after which a failed pull is tried again. The real kubelet's back-off is at most 5 minutes.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Time a pod takes to terminate.</summary>
    public TimeSpan TerminationTakes { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Whether the message of ImagePullBackOff repeats the pull error, as newer kubelets do, rather than naming the image only.</summary>
    public bool BackOffMessageCarriesError { get; init; }
}
