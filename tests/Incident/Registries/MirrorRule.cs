namespace PostSoftwareHook.Incident;

/// <summary>A mirror of all images with a prefix, as registries.conf has it.</summary>
/// <param name="Source">The prefix: a registry, or one with a path.</param>
/// <param name="Mirrors">What stands in its place, in the order in which they are tried.</param>
/// <param name="ForTags">Whether images named by tag are pulled through it, or else those named by digest (pull-from-mirror).</param>
/// <param name="NeverContactSource">Whether the source itself is not tried.</param>
public sealed record MirrorRule(string Source, IReadOnlyList<string> Mirrors, bool ForTags, bool NeverContactSource = false)
{
    /// <summary>Whether the image is pulled through the mirrors.</summary>
    public bool AppliesTo(string image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var repository = ImageName.Parse(image).Repository;
        return ForTags != image.Contains('@', StringComparison.Ordinal)
            && (repository == Source || repository.StartsWith($"{Source}/", StringComparison.Ordinal));
    }

    /// <summary>The image's names in the order in which they are tried.</summary>
    public IEnumerable<string> Endpoints(string image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return [.. Mirrors.Select(mirror => mirror + image[Source.Length..]), .. NeverContactSource ? [] : (string[])[image]];
    }
}
