namespace PostSoftwareHook.Propagation;

/// <summary>A container or init container that waits for its image.</summary>
/// <param name="Name">The name of the container.</param>
/// <param name="Image">The image it cannot pull.</param>
/// <param name="Reason">The reason in the status, for example ErrImagePull or ImagePullBackOff.</param>
/// <param name="Message">The kubelet's message, from the status or else from the pod's events.</param>
/// <param name="Failure">The cause according to the message.</param>
/// <param name="FailedAt">The time of the last failure according to the events, or null.</param>
internal sealed record StuckContainer(
    string Name, string Image, string Reason, string Message, PullFailure Failure, DateTimeOffset? FailedAt)
{
    /// <summary>The mirrors that refused, as <c>HOST[:PORT]</c>.</summary>
    public IReadOnlyList<string> Mirrors { get; init; } = [];

    /// <summary>Whether Docker Hub counted the pull as that of a client without a login.</summary>
    public bool IsAnonymousRateLimit { get; init; }

    /// <summary>The same, or the words of that container in <paramref name="earlier"/> where there are none now.</summary>
    public StuckContainer Remembering(IEnumerable<StuckContainer> earlier) =>
        Failure == PullFailure.Unknown && earlier.FirstOrDefault(container => container.Name == Name && container.Failure != PullFailure.Unknown) is { } told
            ? this with { Message = told.Message, Failure = told.Failure, FailedAt = told.FailedAt, Mirrors = told.Mirrors, IsAnonymousRateLimit = told.IsAnonymousRateLimit }
            : this;
}
