namespace PostSoftwareHook.Propagation;

/// <summary>Credentials by registry key, sorted by key. They are compared by value, not by their encoding in a secret.</summary>
internal sealed class RegistryCredentials
{
    private readonly SortedDictionary<string, Credential> _byKey;

    /// <summary>Adds <paramref name="entries"/>; of several with the same key, the first wins.</summary>
    public RegistryCredentials(IEnumerable<KeyValuePair<string, Credential>> entries)
    {
        _byKey = new(StringComparer.Ordinal);
        foreach (var (key, credential) in entries)
        {
            _byKey.TryAdd(key, credential);
        }
    }

    public IReadOnlyCollection<string> Keys => _byKey.Keys;

    public IEnumerable<KeyValuePair<string, Credential>> Entries => _byKey;

    public Credential? Find(string key) => _byKey.GetValueOrDefault(key);

    /// <summary>Whether both have the same keys with the same credentials.</summary>
    public bool IsSameAs(RegistryCredentials other) => _byKey.Count == other._byKey.Count && Covers(other);

    /// <summary>Whether every entry of <paramref name="other"/> is here with the same credential.</summary>
    public bool Covers(RegistryCredentials other) => other._byKey.All(entry => entry.Value == Find(entry.Key));

    public IReadOnlyList<string> KeysMissingIn(RegistryCredentials other) => [.. Keys.Where(key => other.Find(key) is null)];

    /// <summary>Whether the kubelet would find a credential for <paramref name="image"/>.</summary>
    public bool CanPull(string image)
    {
        var reference = ImageReference.Parse(image);
        return Keys.Any(key => RegistryKey.Matches(key, reference));
    }
}
