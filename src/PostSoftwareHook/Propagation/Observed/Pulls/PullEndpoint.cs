using System.Text.RegularExpressions;

namespace PostSoftwareHook.Propagation;

/// <summary>The registry that an error names.</summary>
internal static partial class PullEndpoint
{
    private static readonly string[] DockerHub = ["docker.io", "index.docker.io", "registry-1.docker.io"];

    /// <summary>The host that the clauses of an error name, as <c>HOST[:PORT]</c>; null if they name none.</summary>
    public static string? Of(IReadOnlyList<string> clauses)
    {
        foreach (var clause in clauses)
        {
            if (Named().Match(clause) is { Success: true } named)
            {
                return named.Groups["host"].Success ? named.Groups["host"].Value : HostOf(named.Groups["ref"].Value);
            }
        }

        return clauses.Count > 1 ? HostOf(clauses[0]) : null;
    }

    /// <summary>The host of <paramref name="reference"/>; null if it has none, or is no reference.</summary>
    public static string? HostOf(string reference) =>
        !reference.Contains(' ', StringComparison.Ordinal) && ImageReference.Parse(reference).Host is var host && reference.StartsWith(host + "/", StringComparison.Ordinal) ? host : null;

    /// <summary>One name for each registry, since Docker Hub has several.</summary>
    public static string? Normalize(string? host) => DockerHub.Contains(host, StringComparer.OrdinalIgnoreCase) ? DockerHub[0] : host?.ToLowerInvariant();

    /// <summary>
    /// containers/image (docker/docker_client.go, <c>fetchManifest</c> and <c>detectPropertiesHelper</c>), Go's HTTP client
    /// (net/url, <c>Error</c>) with a path of the registry, and OpenShift's image API (openshift-apiserver:
    /// pkg/image/apiserver/importer/importer.go, <c>formatRepositoryError</c>).
    /// </summary>
    [GeneratedRegex("""
        ^(?:(?:Error )?reading manifest \S+ in (?<ref>\S+)$|(?:error )?pinging (?:container|docker) registry (?<host>\S+)$|(?:Get|Head) \\?"?https?://(?<host>[^\s/"]+)/v2/|(?:you may not have access to the container image|incorrect username or password for image|dockerimage\.image\.openshift\.io) "(?<ref>[^\s"]+)")
        """, RegexOptions.IgnoreCase)]
    private static partial Regex Named();
}
