namespace PostSoftwareHook.Propagation;

/// <summary>What the words of a runtime, of the kubelet or of OpenShift's image API say about a failed pull.</summary>
/// <param name="Failure">The cause.</param>
internal sealed record PullError(PullFailure Failure)
{
    /// <summary>
    /// The mirrors that refused, as <c>HOST[:PORT]</c>, in the order of the message. They are given for every cause, since a mirror
    /// may refuse in addition to the image's own registry.
    /// </summary>
    public IReadOnlyList<string> Mirrors { get; init; } = [];

    /// <summary>Whether Docker Hub counts the pulls of a client without a login, so that a login for docker.io helps.</summary>
    public bool IsAnonymousRateLimit { get; init; }

    /// <summary>The mirror whose refusal is the cause; null for every other cause.</summary>
    public string? Endpoint => Failure == PullFailure.MirrorRefused ? Mirrors[0] : null;
}
