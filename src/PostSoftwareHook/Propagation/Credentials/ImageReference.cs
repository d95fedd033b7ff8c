namespace PostSoftwareHook.Propagation;

/// <summary>The parts of an image reference that decide which credentials the kubelet tries.</summary>
/// <param name="Host">Registry host with its port; <c>docker.io</c> where the image names none.</param>
/// <param name="Repository">Path below the host, without tag and digest.</param>
internal sealed record ImageReference(string Host, string Repository)
{
    /// <summary>
    /// Splits as the container runtimes do: the first part is a host if it has a dot or a colon, or is <c>localhost</c>
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
