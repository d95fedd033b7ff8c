namespace PostSoftwareHook.Propagation;

/// <summary>The parts of an image reference that determine which credentials the kubelet tries.</summary>
/// <param name="Host">Registry host with port; <c>docker.io</c> if the reference has none.</param>
/// <param name="Repository">Path below the host, without tag and digest.</param>
internal sealed record ImageReference(string Host, string Repository)
{
    /// <summary>
    /// Splits like the container runtimes: the first part is a host if it contains a dot or colon, or is <c>localhost</c>
    /// (distribution/reference, <c>splitDockerDomain</c>).
    /// </summary>
    public static ImageReference Parse(string image)
    {
        var slash = image.IndexOf('/', StringComparison.Ordinal);
        var first = slash < 0 ? "" : image[..slash];
        var hasHost = first.Contains('.', StringComparison.Ordinal) || first.Contains(':', StringComparison.Ordinal) || first == "localhost";
        var path = hasHost ? image[(slash + 1)..] : image;

        var end = path.IndexOf('@', StringComparison.Ordinal);
        path = end < 0 ? path : path[..end];
        var colon = path.LastIndexOf(':');
        path = colon > path.LastIndexOf('/') ? path[..colon] : path;

        return new(hasHost ? first : "docker.io", path);
    }
}
