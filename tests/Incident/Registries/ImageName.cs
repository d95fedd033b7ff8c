namespace PostSoftwareHook.Incident;

/// <summary>Parts of an image name, as a registry client parses it.</summary>
/// <param name="Host">The registry, with its port if there is one.</param>
/// <param name="Path">Path of the repository on that registry.</param>
/// <param name="Reference">The tag or digest.</param>
public sealed record ImageName(string Host, string Path, string Reference)
{
    /// <summary>Host and path, by which credentials are looked up.</summary>
    public string Repository => $"{Host}/{Path}";

    public static ImageName Parse(string image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var digest = image.IndexOf('@', StringComparison.Ordinal);
        var tag = image.LastIndexOf(':');
        var end = digest >= 0 ? digest : tag > image.LastIndexOf('/') ? tag : image.Length;
        var repository = image[..end];
        var reference = end == image.Length ? "latest" : image[(end + 1)..];
        var slash = repository.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && repository[..slash].AsSpan().ContainsAny('.', ':')
            ? new ImageName(repository[..slash], repository[(slash + 1)..], reference)
            : new ImageName("docker.io", slash > 0 ? repository : $"library/{repository}", reference);
    }
}
