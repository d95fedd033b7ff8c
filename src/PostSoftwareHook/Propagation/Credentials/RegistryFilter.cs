namespace PostSoftwareHook.Propagation;

/// <summary>Which entries of the source are carried over; a pattern fits the whole key or its host.</summary>
internal sealed record RegistryFilter(IReadOnlyList<Glob> Include, IReadOnlyList<Glob> Exclude)
{
    /// <summary>Whether the entry under <paramref name="key"/> is carried over.</summary>
    public bool Accepts(string key) => AnyFits(Include, key) && !AnyFits(Exclude, key);

    private static bool AnyFits(IReadOnlyList<Glob> globs, string key) =>
        globs.Any(glob => glob.Matches(key) || glob.Matches(RegistryKey.HostOf(key)));
}
