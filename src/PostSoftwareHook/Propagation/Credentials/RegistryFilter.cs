namespace PostSoftwareHook.Propagation;

/// <summary>Selects the entries of the source to copy. A pattern matches the whole key or its host.</summary>
internal sealed record RegistryFilter(IReadOnlyList<Glob> Include, IReadOnlyList<Glob> Exclude)
{
    /// <summary>Whether the entry with <paramref name="key"/> is copied.</summary>
    public bool Accepts(string key) => AnyFits(Include, key) && !AnyFits(Exclude, key);

    private static bool AnyFits(IReadOnlyList<Glob> globs, string key) =>
        globs.Any(glob => glob.Matches(key) || glob.Matches(RegistryKey.HostOf(key)));
}
