namespace PostSoftwareHook.Incident;

/// <summary>
/// The kubelet's credentials, and the lookup of those that match an image (kubernetes pkg/credentialprovider/keyring.go,
/// BasicDockerKeyring and UnionDockerKeyring).
/// </summary>
public sealed class Keyring
{
    private readonly Dictionary<string, List<RegistryCredential>> _credentials = [];

    public void Add(IReadOnlyDictionary<string, RegistryCredential> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        foreach (var (key, credential) in entries)
        {
            var normalized = KeyringPattern.Normalize(key);
            if (!_credentials.TryGetValue(normalized, out var known))
            {
                _credentials[normalized] = known = [];
            }

            known.Add(credential);
        }
    }

    /// <summary>
    /// All matching credentials in the order in which the kubelet tries them: keys in reverse order, so that a longer path precedes its
    /// prefix; for one key, in the order they were added.
    /// </summary>
    public IReadOnlyList<RegistryCredential> Lookup(string image)
    {
        var repository = ImageName.Parse(image).Repository;
        return [.. _credentials
            .Where(entry => KeyringPattern.Matches(entry.Key, repository))
            .OrderByDescending(entry => entry.Key, StringComparer.Ordinal)
            .SelectMany(entry => entry.Value)];
    }
}
