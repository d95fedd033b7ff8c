namespace PostSoftwareHook.Propagation;

/// <summary>
/// A key of <c>auths</c>: a registry host, optionally with a scheme, a port, a path, and wildcards in the host's labels.
/// </summary>
internal static class RegistryKey
{
    private const string DockerHub = "index.docker.io";

    /// <summary>Longer than any registry name, since a DNS name has at most 253 characters. The key of a damaged secret may be longer.</summary>
    private const int LongestShown = 300;

    /// <summary><paramref name="key"/>, truncated for output.</summary>
    public static string Short(string key) => key.Length > LongestShown ? key[..LongestShown] + "…" : key;

    /// <summary>
    /// Whether the kubelet would try the credentials under <paramref name="key"/> for <paramref name="image"/>:
    /// the hosts have the same number of labels, each label is equal or matches a wildcard, the ports are equal, and the key's path,
    /// without a leading /v1/ or /v2/, is a prefix of the image's (kubernetes/pkg/credentialprovider, <c>URLsMatch</c> and
    /// <c>BasicDockerKeyring.Add</c>). All names of Docker Hub count as one registry (<c>isDefaultRegistryMatch</c>).
    /// </summary>
    public static bool Matches(string key, ImageReference image)
    {
        var (keyHost, keyPort, keyPath) = Split(key);
        var (imageHost, imagePort, _) = Split(image.Host);

        if (IsDockerHub(keyHost) && IsDockerHub(imageHost))
        {
            return true;
        }

        var keyLabels = keyHost.Split('.');
        var imageLabels = imageHost.Split('.');
        return keyPort == imagePort
            && keyLabels.Length == imageLabels.Length
            && keyLabels.Zip(imageLabels).All(pair => new Glob(pair.First).Matches(pair.Second))
            && ("/" + image.Repository).StartsWith(keyPath, StringComparison.Ordinal);
    }

    /// <summary>The host and port of <paramref name="key"/>, without scheme and path.</summary>
    public static string HostOf(string key)
    {
        var (host, port, _) = Split(key);
        return port.Length == 0 ? host : $"{host}:{port}";
    }

    private static bool IsDockerHub(string host) => host is DockerHub or "docker.io" or "registry-1.docker.io";

    private static (string Host, string Port, string Path) Split(string key)
    {
        var scheme = key.IndexOf("://", StringComparison.Ordinal);
        var rest = scheme < 0 ? key : key[(scheme + 3)..];
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var authority = slash < 0 ? rest : rest[..slash];
        var path = slash < 0 ? "" : rest[slash..];
        path = path.StartsWith("/v1/", StringComparison.Ordinal) || path.StartsWith("/v2/", StringComparison.Ordinal) ? path[3..] : path;
        path = path == "/" ? "" : path;
        var colon = authority.LastIndexOf(':');
        return colon < 0 ? (authority, "", path) : (authority[..colon], authority[(colon + 1)..], path);
    }
}
