using System.Text.RegularExpressions;

namespace PostSoftwareHook.Propagation;

/// <summary>Derives the cause of a failed pull from the kubelet's message.</summary>
internal static partial class PullErrorParser
{
    private static readonly string[] AuthenticationWords =
    [
        "unauthorized",
        "authentication required",
        "authentication failed",
        "no basic auth credentials",
        "invalid username/password",
        "access denied",
        "access to the requested resource is not authorized",
        "access to the resource is denied",
        "authorization failed",
        "insufficient_scope",
        "403 forbidden",
    ];

    /// <summary>The cause that <paramref name="message"/> gives for a failed pull of <paramref name="image"/>.</summary>
    public static PullError Parse(string message, string image) => new(Classify(message, image));

    /// <summary>
    /// Classifies <paramref name="message"/>. The name of <paramref name="image"/> is ignored, since a tag or digest may contain 401.
    /// The result is Unknown for a back-off message, which contains only the image, and for a "Failed" event that contains only
    /// the state (kubelet, <c>images.ErrImagePullBackOff</c> and <c>kuberuntime.startContainer</c>).
    /// </summary>
    public static PullFailure Classify(string message, string image)
    {
        if (PullSecretErrorParser.IsUnreadable(message))
        {
            return PullFailure.UnreadableSecret;
        }

        var text = WithoutImage(message, image).ToLowerInvariant();
        text = Digest().Replace(text, "");

        if (AuthenticationWords.Any(word => text.Contains(word, StringComparison.Ordinal)) || Status401().IsMatch(text))
        {
            return PullFailure.Authentication;
        }

        return Nothing().Replace(text, "").Trim(' ', '"', ':').Length == 0 ? PullFailure.Unknown : PullFailure.Other;
    }

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

    /// <summary>The relevant part of <paramref name="message"/>, without the kubelet's prefix that names the image and without the gRPC prefix.</summary>
    public static string Shorten(string message) => SaidOnce(Wrapping().Replace(message, "").Trim());

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

    [GeneratedRegex("^unable to pull image or OCI artifact: pull image err: (?<image>.*); artifact err: (?<artifact>.*)$")]
    private static partial Regex ImageAndArtifact();

    [GeneratedRegex("back-off pulling image|error: (errimagepull|imagepullbackoff)$")]
    private static partial Regex Nothing();

    [GeneratedRegex("sha256:[0-9a-f]+")]
    private static partial Regex Digest();

    [GeneratedRegex(@"\b(status|code|http)[^0-9a-z/]{0,3}(code)?[^0-9a-z/]{0,3}401\b")]
    private static partial Regex Status401();
}
