using System.Text.RegularExpressions;

namespace PostSoftwareHook.Propagation;

/// <summary>
/// Splits the message of a failed pull into the attempts that it tells of. A message is a list of them, in any of these forms, one
/// within the other:
/// <list type="bullet">
/// <item><c>[a, b]</c>: the kubelet, one for each of several credentials, and OpenShift's image API, one for each mirror and the
/// registry (kubernetes: apimachinery pkg/util/errors/errors.go, <c>aggregate.Error</c>).</item>
/// <item><c>pull image err: a; artifact err: b</c>: CRI-O 1.33 and newer, which takes the reference for an image first and then for an
/// OCI artifact (cri-o: server/image_pull.go, <c>pullImageCandidate</c>).</item>
/// <item><c>(Mirrors also failed: [HOST/...: a] [HOST2/...: b]): PRIMARY/...: c</c>, with line ends between the mirrors
/// (containers/image: docker/docker_image_src.go, <c>newImageSource</c>).</item>
/// </list>
/// </summary>
internal sealed partial class PullAttempts
{
    private const string MirrorsFailed = "(Mirrors also failed: ";

    /// <summary>A list in a list in a list is the most that runtimes write. The limit protects the stack from a text that is none of theirs.</summary>
    private const int MaxDepth = 12;

    private readonly List<PullAttempt> _attempts = [];

    /// <summary>The host in the image's name; null if it has none, since a runtime may then have tried several.</summary>
    private readonly string? _ownHost;

    private PullAttempts(string? ownHost) => _ownHost = ownHost;

    /// <summary>The attempts of <paramref name="message"/> to pull <paramref name="image"/>; at least one.</summary>
    public static IReadOnlyList<PullAttempt> Of(string message, string image)
    {
        var host = ImageReference.Parse(image).Host;
        var attempts = new PullAttempts(image.StartsWith(host, StringComparison.Ordinal) ? PullEndpoint.Normalize(host) : null);
        attempts.Read(message, null, 0);
        return attempts._attempts;
    }

    /// <param name="text">A message, or a part of it.</param>
    /// <param name="endpoint">The host that the text around it names.</param>
    /// <param name="depth">How many lists it stands in.</param>
    private void Read(string text, string? endpoint, int depth)
    {
        text = Wrapping().Replace(text, "").Trim();
        var parts = depth < MaxDepth ? Parts(text) : [text];
        if (parts.Count > 1)
        {
            foreach (var part in parts)
            {
                Read(part, endpoint, depth + 1);
            }
        }
        else if (parts[0].Length < text.Length)
        {
            Read(parts[0], endpoint, depth + 1);
        }
        else if (depth < MaxDepth && text.IndexOf(MirrorsFailed, StringComparison.Ordinal) is var mirrors and >= 0)
        {
            ReadMirrors(text[(mirrors + MirrorsFailed.Length)..], depth);
        }
        else
        {
            var clauses = new PullClauses(text);
            Add(endpoint ?? PullEndpoint.Of(clauses.Raw), clauses.Outcome);
        }
    }

    private static IReadOnlyList<string> Parts(string text) => new PullText(text) is { InBrackets: { } list }
        ? new PullText(list).Split(", ", (all, start) => Start().IsMatch(all[start..Math.Min(all.Length, start + 300)]))
        : new PullText(text).Split("; artifact err: ");

    /// <summary>What a mirror answers may itself contain brackets, so the mirrors are told apart by the references that begin them.</summary>
    private void ReadMirrors(string text, int depth)
    {
        var end = text.IndexOf("]): ", StringComparison.Ordinal);
        var rest = end < 0 ? "" : text[(end + "]): ".Length)..];
        var primary = Reference().Match(rest);
        var primaryHost = primary.Success ? PullEndpoint.HostOf(primary.Groups["ref"].Value) : null;
        foreach (var mirror in BetweenMirrors().Split(end < 0 ? text : text[..end]))
        {
            var reference = Reference().Match(mirror.TrimStart('['));
            var host = reference.Success ? PullEndpoint.HostOf(reference.Groups["ref"].Value) : null;
            var outcome = new PullClauses(reference.Success ? mirror[(mirror.IndexOf(reference.Value, StringComparison.Ordinal) + reference.Length)..] : mirror).Outcome;
            _attempts.Add(new(host is null || PullEndpoint.Normalize(host) == (_ownHost ?? PullEndpoint.Normalize(primaryHost)) ? null : host, outcome));
        }

        if (rest.Length > 0)
        {
            Read(primary.Success ? rest[primary.Length..] : rest, primaryHost, depth + 1);
        }
    }

    private void Add(string? host, PullOutcome outcome) =>
        _attempts.Add(new(host is null || _ownHost is null || PullEndpoint.Normalize(host) == _ownHost ? null : host, outcome));

    /// <summary>
    /// What stands before the errors: of the kubelet (images/image_manager.go), gRPC, CRI-O, Docker and Kubernetes' API
    /// (apimachinery pkg/api/errors/errors.go, <c>NewInternalError</c>).
    /// </summary>
    [GeneratedRegex("""
        ^(?:\s*(?:Failed to pull image "[^"]*":|Back-off pulling image "[^"]*":|(?:ErrImagePull|ImagePullBackOff)(?::|\s*$)|(?:RegistryUnavailable|SignatureValidationFailed):|rpc error: code = \w+ desc =|unable to pull image or OCI artifact:|pull image err:|Error response from daemon:|Internal error occurred:|Error:)(?=\s|$))+
        """, RegexOptions.IgnoreCase)]
    private static partial Regex Wrapping();

    /// <summary>
    /// What an error in a list begins with. The words of a registry contain ", " too ("pull access denied, repository does not
    /// exist"), so that alone does not separate two errors.
    /// </summary>
    [GeneratedRegex("""
        ^(?:\[|\(Mirrors also failed|rpc error: |Internal error occurred|Back-off pulling|(?:ErrImagePull|RegistryUnavailable|SignatureValidationFailed):|unable to |initializing source |(?:Error )?reading manifest |determining manifest |(?:error )?pinging |Requesting bear|copying |writing |reading |parsing |fetching |Error |Source image rejected|loading |getting |registry \S+ is blocked|(?:Get|Head) "?http|failed to |pull access denied|context (?:deadline exceeded|canceled)|(?:unauthorized|denied|manifest unknown|name unknown|toomanyrequests|unknown)(?:: |, |\]|$)|authentication required(?:, (?!visit )|\]|$)|too many requests|no basic auth|you may not have access|incorrect username or password for image|dockerimage\.image\.openshift\.io |provided artifact |reference is a |dial tcp|EOF|i/o timeout|[^\s"\[\],:]+(?::[0-9]+)?/[^\s"\[\]]+: )
        """, RegexOptions.IgnoreCase)]
    private static partial Regex Start();

    /// <summary>A reference with its host, and the error about it.</summary>
    [GeneratedRegex(@"^(?<ref>[^\s""\[\]/]+/[^\s""\[\]]+):\s")]
    private static partial Regex Reference();

    [GeneratedRegex(@"\]\s+\[(?=[^\s""\[\]/]+/[^\s""\[\]]+:\s)")]
    private static partial Regex BetweenMirrors();
}
