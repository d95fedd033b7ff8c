namespace PostSoftwareHook.Propagation;

/// <summary>An ImageDigestMirrorSet, ImageTagMirrorSet or ImageContentSourcePolicy.</summary>
/// <param name="Kind">The kind, in lower case as it is typed.</param>
/// <param name="Name">The name.</param>
/// <param name="Mirrors">The mirrors, as they are written there: a host, or a host with a path.</param>
internal sealed record MirrorSet(string Kind, string Name, IReadOnlyList<string> Mirrors);
