namespace PostSoftwareHook.Incident;

/// <summary>How patient a kubelet is, and how it words things.</summary>
public sealed record KubeletOptions
{
    /// <summary>How long a pod shows ErrImagePull before it shows ImagePullBackOff.</summary>
    public TimeSpan ErrImagePullFor { get; init; } = TimeSpan.FromMilliseconds(150);

    /// <summary>After what time a stuck pod's images are tried again; the cap of the real kubelet's back-off is 5 minutes.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a pod takes to end once it is told to.</summary>
    public TimeSpan TerminationTakes { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Whether the message of ImagePullBackOff repeats the pull error, as newer kubelets do, instead of naming the image alone.</summary>
    public bool BackOffMessageCarriesError { get; init; }
}
