using System.Text.RegularExpressions;

namespace PostSoftwareHook.Propagation;

/// <summary>The words that decide why an attempt failed. A phrase stands at the beginning of a clause, never anywhere in a text.</summary>
internal static partial class PullPhrases
{
    /// <summary>
    /// The code of HTTP 403 (docker/distribution: registry/api/errcode/register.go, <c>ErrorCodeDenied</c>). Registries use it for
    /// quotas and blocked addresses too, so the words after it decide.
    /// </summary>
    public const string Denied = "denied";

    private static readonly string[] Refusals =
    [
        // docker/distribution: registry/api/errcode/register.go, ErrorCodeUnauthorized and ErrorCodeDenied; quay: endpoints/v2/errors.py
        "unauthorized",
        "authentication required",
        "requested access to the resource is denied",
        "access to the requested resource is not authorized",
        "access to the resource is denied",

        // docker/distribution: registry/client/auth/session.go, ErrNoBasicAuthCredentials
        "no basic auth credentials",

        // containers/image: docker/errors.go, ErrUnauthorizedForCredentials
        "invalid username/password",

        // RFC 6750, section 3.1, as passed on by containerd: core/remotes/docker/auth/parse.go, and by docker
        "insufficient_scope",

        // containerd: core/remotes/docker/authorizer.go, ErrInvalidAuthorization
        "authorization failed",

        // JFrog Artifactory, with the code "unknown"
        "authentication is required",

        "authentication failed",
        "access denied",

        // openshift-apiserver: pkg/image/apiserver/importer/importer.go, formatPingError and formatRepositoryError
        "you may not have access to the container image",
        "incorrect username or password for image",
    ];

    private static readonly string[] Admissions =
    [
        // docker/distribution: registry/api/v2/errors.go
        "manifest unknown",
        "name unknown",
        "blob unknown",

        // containers/image: docker/docker_client.go (getBlob), copy/single.go and copy/blob.go. The manifest was read before.
        "fetching blob",
        "Error fetching blob",
        "reading blob",
        "writing blob",
        "reading config blob",
        "copying system image",
        "copying config",
        "parsing image configuration",
        "Source image rejected",

        // cri-o: internal/ociartifact/store.go, ErrIsAnImage
        "provided artifact is a container image",
        "reference is a container image",

        // containerd: client/pull.go
        "failed to copy",
        "failed to extract layer",
    ];

    private static readonly string[] OfCredentials =
    [
        // containers/image: docker/docker_client.go, getBearerToken; "bear" up to 5.29
        "Requesting bearer token",
        "Requesting bear token",

        // containerd: core/remotes/docker/authorizer.go and resolver.go
        "failed to authorize",
        "failed to fetch oauth token",
        "failed to fetch anonymous token",
        "failed to resolve reference",
    ];

    /// <summary>What <paramref name="clause"/> decides; null if it decides nothing.</summary>
    public static PullOutcome? OutcomeOf(string clause) =>
        Proxy().IsMatch(clause) ? PullOutcome.ProxyRefused
        : RateLimit().IsMatch(clause) ? PullOutcome.AnonymousRateLimit
        : Starts(Admissions, clause) || NotFound().IsMatch(clause) ? PullOutcome.Admitted
        : Starts(Refusals, clause) ? PullOutcome.Refused
        : null;

    /// <summary>Whether <paramref name="clause"/> refuses, unless a code after it says something else.</summary>
    public static bool IsProvisionalRefusal(string clause) => Starts([PullAccessDenied], clause);

    /// <summary>Whether a registry that says <paramref name="words"/> after the code "denied" refuses the credentials.</summary>
    public static bool IsDenial(string words) => words.Length == 0 || Denial().IsMatch(words) || Starts(Refusals, words);

    /// <summary>Whether <paramref name="clause"/> is about credentials that are exchanged for a token, or about containerd's first request.</summary>
    public static bool IsOfCredentials(string clause) => Starts(OfCredentials, clause);

    /// <summary>Docker's and containerd's words (moby: distribution/errors.go, <c>translatePullError</c>; containerd: core/remotes/docker/resolver.go).</summary>
    private const string PullAccessDenied = "pull access denied";

    private static bool Starts(IEnumerable<string> phrases, string clause) =>
        phrases.Any(phrase => clause.StartsWith(phrase, StringComparison.OrdinalIgnoreCase) && (clause.Length == phrase.Length || !char.IsLetterOrDigit(clause[phrase.Length])));

    /// <summary>The text of HTTP 407, which Go's client returns as an error where the proxy refuses CONNECT (net/http: transport.go, <c>dialConn</c>).</summary>
    [GeneratedRegex("^Proxy Authentication Required$", RegexOptions.IgnoreCase)]
    private static partial Regex Proxy();

    /// <summary>Docker Hub's words (docs.docker.com, "Pull rate limit").</summary>
    [GeneratedRegex(@"\bunauthenticated pull rate limit\b", RegexOptions.IgnoreCase)]
    private static partial Regex RateLimit();

    /// <summary>
    /// containerd's <c>ErrNotFound</c> (errdefs: errors.go), Docker's "manifest for NAME not found", and OpenShift's image API
    /// (apimachinery: pkg/api/errors/errors.go, <c>NewNotFound</c>).
    /// </summary>
    [GeneratedRegex("(?:^|[ \"])not found$", RegexOptions.IgnoreCase)]
    private static partial Regex NotFound();

    /// <summary>
    /// The registries' words after "denied": ghcr.io (nothing, "denied", or "permission_denied: read_package"), GitLab
    /// ("access forbidden": lib/gitlab, container registry authentication), Google's Artifact Registry, Amazon's ECR and Oracle's
    /// OCIR. Not among them: "Quota has been exceeded on namespace" (quay: endpoints/v2/errors.py, <c>QuotaExceeded</c>) and
    /// "client with IP '...' is not allowed access" (Azure Container Registry's firewall).
    /// </summary>
    [GeneratedRegex("""
        ^(?:denied|access forbidden|permission_denied(?:: (?:read_package|The token provided does not match expected scopes\.?))?|Permission "" denied on resource .*|Unauthenticated request\..*|Your authorization token has expired\..*|User: \S+ is not authorized to perform: .*|Anonymous users are only allowed read access on public repos.*)$
        """, RegexOptions.IgnoreCase)]
    private static partial Regex Denial();
}
