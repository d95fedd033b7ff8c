namespace PostSoftwareHook.Incident;

/// <summary>The Subscription <see cref="Names.Subscription"/>, and how OLM treats it.</summary>
public sealed record SubscriptionOptions
{
    /// <summary>
    /// Whether the incident begins when the deadline has passed: the Job has failed, its pods are gone, and the Subscription says so.
    /// </summary>
    public bool UnpackJobFailed { get; init; }

    /// <summary>The Job's activeDeadlineSeconds (operator-lifecycle-manager cmd/catalog/main.go, --bundle-unpack-timeout).</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Time after which OLM resolves a namespace again in which nothing changed (operator-lifecycle-manager cmd/catalog/main.go,
    /// defaultWakeupInterval). The deletion of a Job alone does not wake it.
    /// </summary>
    public TimeSpan ResolvesEvery { get; init; } = TimeSpan.FromMinutes(15);
}
