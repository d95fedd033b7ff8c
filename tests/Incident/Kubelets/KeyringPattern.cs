using System.IO.Enumeration;

namespace PostSoftwareHook.Incident;

/// <summary>
/// Parses a key of a docker config and matches it against an image as the kubelet does (kubernetes pkg/credentialprovider/keyring.go,
/// Add and URLsMatch). The scheme and a leading /v1/ or /v2/ are dropped, the port must be equal, every part of the host is a glob, the
/// path is a prefix.
/// </summary>
internal static class KeyringPattern
{
    public static string Normalize(string key)
    {
        var scheme = key.IndexOf("://", StringComparison.Ordinal);
        var bare = scheme < 0 ? key : key[(scheme + 3)..];
        var slash = bare.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            return bare;
        }

        var path = bare[slash..];
        var versioned = path.StartsWith("/v1/", StringComparison.Ordinal) || path.StartsWith("/v2/", StringComparison.Ordinal);
        path = versioned ? path[3..] : path;
        return path == "/" ? bare[..slash] : bare[..slash] + path;
    }

    public static bool Matches(string normalizedKey, string repository)
    {
        var (keyHost, keyPort, keyPath) = Split(normalizedKey);
        var (host, port, path) = Split(repository);
        return keyPort == port
            && keyHost.Length == host.Length
            && path.StartsWith(keyPath, StringComparison.Ordinal)
            && keyHost.Zip(host).All(part => FileSystemName.MatchesSimpleExpression(part.First, part.Second, ignoreCase: false));
    }

    private static (string[] Host, string Port, string Path) Split(string url)
    {
        var slash = url.IndexOf('/', StringComparison.Ordinal);
        var host = slash < 0 ? url : url[..slash];
        var colon = host.IndexOf(':', StringComparison.Ordinal);
        return (
            (colon < 0 ? host : host[..colon]).Split('.'),
            colon < 0 ? "" : host[(colon + 1)..],
            slash < 0 ? "" : url[slash..]);
    }
}
