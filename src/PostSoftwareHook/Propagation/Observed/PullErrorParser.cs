using System.Text.RegularExpressions;

namespace PostSoftwareHook.Propagation;

/// <summary>Derives the cause of a failed pull from the kubelet's message.</summary>
internal static partial class PullErrorParser
{
    /// <summary>
    /// The cause that <paramref name="message"/> gives for a failed pull of <paramref name="image"/>. It may be of the kubelet with any
    /// runtime, or of OpenShift's image API. The cause is Unknown for a back-off message, which contains only the image, and for a
    /// "Failed" event that contains only the state (kubelet, <c>images.ErrImagePullBackOff</c> and <c>kuberuntime.startContainer</c>).
    /// </summary>
    /// <remarks>
    /// The cause is Authentication if the image's own registry refused, and nothing shows that it accepted one of several credentials.
    /// Otherwise a mirror that refused is the cause, even if the registry has no such image: the mirror may be the only one that has it.
    /// </remarks>
    public static PullError Parse(string message, string image)
    {
        if (PullSecretErrorParser.IsUnreadable(message))
        {
            return new(PullFailure.UnreadableSecret);
        }

        var attempts = PullAttempts.Of(message, image);
        var refusing = attempts.GroupBy(attempt => attempt.Mirror)
            .Where(group => group.Any(attempt => attempt.Outcome == PullOutcome.Refused) && group.All(attempt => attempt.Outcome != PullOutcome.Admitted))
            .Select(group => group.Key).ToList();
        var mirrors = refusing.OfType<string>().ToList();
        bool Has(PullOutcome outcome) => attempts.Any(attempt => attempt.Outcome == outcome);
        var failure = refusing.Contains(null) ? PullFailure.Authentication
            : mirrors.Count > 0 ? PullFailure.MirrorRefused
            : Has(PullOutcome.ProxyRefused) && !Has(PullOutcome.Admitted) ? PullFailure.ProxyRefused
            : attempts.All(attempt => attempt.Outcome == PullOutcome.Silent) ? PullFailure.Unknown
            : PullFailure.Other;
        return new(failure) { Mirrors = mirrors, IsAnonymousRateLimit = failure == PullFailure.Other && Has(PullOutcome.AnonymousRateLimit) };
    }

    /// <summary>The cause alone.</summary>
    public static PullFailure Classify(string message, string image) => Parse(message, image).Failure;

    /// <summary><paramref name="message"/> without the name of <paramref name="image"/>, so that messages about different images can be compared.</summary>
    public static string WithoutImage(string message, string image)
    {
        var name = NameOf(image);
        return Without(Without(message, image), name.Contains('/', StringComparison.Ordinal) ? name : "");
    }

    private static string Without(string text, string part) => part.Length == 0 ? text : text.Replace(part, "", StringComparison.OrdinalIgnoreCase);

    /// <summary>The image without tag and digest, as runtimes print it next to a tag.</summary>
    private static string NameOf(string image)
    {
        var reference = ImageReference.Parse(image);
        return image.StartsWith(reference.Host, StringComparison.Ordinal) ? $"{reference.Host}/{reference.Repository}" : reference.Repository;
    }

    /// <summary>
    /// The relevant part of <paramref name="message"/>, without the kubelet's prefix that names the image, without the gRPC prefix and
    /// without the queries of URLs. A query may be a signature that anybody can download a blob with.
    /// </summary>
    public static string Shorten(string message) => SaidOnce(Query().Replace(Wrapping().Replace(message, "").Trim(), WithoutQuery));

    private static string WithoutQuery(Match url) => !url.Groups["query"].Success
        ? url.Value
        : $"{url.Groups["url"].Value}?...{url.Value[url.Value.TrimEnd(':', ';', ',', '.', ')', ']', '}', '>', '\\').Length..]}";

    /// <summary>
    /// CRI-O 1.33 and newer first pulls the reference as an image and then as an OCI artifact, and joins both errors (cri-o,
    /// internal/ociartifact and server/image_pull.go). Usually they are the same.
    /// </summary>
    private static string SaidOnce(string message)
    {
        var twice = ImageAndArtifact().Match(message);
        return !twice.Success ? message : twice.Groups["image"].Value == twice.Groups["artifact"].Value ? twice.Groups["image"].Value : message;
    }

    [GeneratedRegex("""^Failed to pull image "[^"]*": |rpc error: code = \w+ desc = """)]
    private static partial Regex Wrapping();

    [GeneratedRegex("^unable to pull image or OCI artifact: pull image err: (?<image>.*); artifact err: (?<artifact>.*)$", RegexOptions.Singleline)]
    private static partial Regex ImageAndArtifact();

    /// <summary>A URL, and its query up to the quote that ends it, or to the next space. It matches without a query too, so that no URL is searched twice.</summary>
    [GeneratedRegex("""
        (?<="[a-z]{1,10})(?<url>://[^\s"?]*)(?<query>\?[^"]*)?|(?<url>://[^\s"?]*)(?<query>\?[^\s"]*)?
        """, RegexOptions.IgnoreCase)]
    private static partial Regex Query();
}
