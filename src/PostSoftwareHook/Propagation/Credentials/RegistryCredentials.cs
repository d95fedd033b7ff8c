namespace PostSoftwareHook.Propagation;

/// <summary>Credentials by registry key, sorted by key, compared by meaning and never by the bytes they came in.</summary>
internal sealed class RegistryCredentials
{
    private readonly SortedDictionary<string, Credential> _byKey;

    /// <summary>Takes over <paramref name="entries"/>; the first entry of a key wins.</summary>
    public RegistryCredentials(IEnumerable<KeyValuePair<string, Credential>> entries)
    {
        _byKey = new(StringComparer.Ordinal);
        foreach (var (key, credential) in entries)
        {
            _byKey.TryAdd(key, credential);
        }
    }

    /// <summary>The registry keys, sorted.</summary>
    public IReadOnlyCollection<string> Keys => _byKey.Keys;

    /// <summary>The entries, sorted by key.</summary>
    public IEnumerable<KeyValuePair<string, Credential>> Entries => _byKey;

    /// <summary>The credential under <paramref name="key"/>, or null.</summary>
    public Credential? Find(string key) => _byKey.GetValueOrDefault(key);

    /// <summary>The same keys with the same credentials.</summary>
    public bool IsSameAs(RegistryCredentials other) => _byKey.Count == other._byKey.Count && Covers(other);

    /// <summary>Every key of <paramref name="other"/> is here with the same credential.</summary>
    public bool Covers(RegistryCredentials other) => other._byKey.All(entry => entry.Value == Find(entry.Key));

    /// <summary>The keys that <paramref name="other"/> lacks.</summary>
    public IReadOnlyList<string> KeysMissingIn(RegistryCredentials other) => [.. Keys.Where(key => other.Find(key) is null)];

    /// <summary>Whether the kubelet would find a credential here for <paramref name="image"/>.</summary>
    public bool CanPull(string image)
    {
        var reference = ImageReference.Parse(image);
        return Keys.Any(key => RegistryKey.Matches(key, reference));
    }
}
