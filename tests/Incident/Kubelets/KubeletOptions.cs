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

    /// <summary>
    /// Whether the events of failed pulls are gone: they expire after an hour or three, and the client drops new ones of an object
    /// that had many (kubernetes client-go, tools/record/events_cache.go, EventSourceObjectSpamFilter). Up to 1.31 nothing else tells
    /// then why a pod in back-off waits (pkg/kubelet/images/image_manager.go, v1.31, EnsureImageExists).
    /// </summary>
    public bool PullEventsAreLost { get; init; }

    /// <summary>
    /// Whether a pull secret that can't be decoded stops the pod before the pull, with the bare error as waiting reason and message, and
    /// without an event of a failed pull (pkg/kubelet/images/image_manager.go, v1.33, EnsureImageExists). Before, it is the error of a pull
    /// (pkg/kubelet/kuberuntime/kuberuntime_image.go, v1.32, PullImage).
    /// </summary>
    public bool DecodesSecretsBeforeThePull { get; init; }

    /// <summary>
    /// How long after a change of the node's file the kubelet still uses the old content. It caches the file for 5 minutes (kubernetes
    /// pkg/credentialprovider/provider.go, CachingDockerConfigProvider); this is the worst case, a file that was read just before.
    /// Only a login in the old content is missed: without one, the container runtime looks into the file itself.
    /// </summary>
    public TimeSpan NodeConfigCachedFor { get; init; }

    /// <summary>How the container runtime wraps errors.</summary>
    public RuntimeWords RuntimeWords { get; init; }
}
