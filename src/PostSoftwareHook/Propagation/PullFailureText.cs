using System.Text.RegularExpressions;

namespace PostSoftwareHook.Propagation;

/// <summary>Reads the reason of a failed pull out of the kubelet's words.</summary>
internal static partial class PullFailureText
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

    /// <summary>
    /// Judges <paramref name="message"/>, in which <paramref name="image"/> itself doesn't count: a tag or digest may read 401.
    /// A back-off message names the image alone and tells nothing (kubelet, <c>images.ErrImagePullBackOff</c>).
    /// </summary>
    public static PullFailure Classify(string message, string image)
    {
        var text = message.Replace(image, "", StringComparison.OrdinalIgnoreCase).ToLowerInvariant();
        text = Digest().Replace(text, "");

        if (AuthenticationWords.Any(word => text.Contains(word, StringComparison.Ordinal)) || Status401().IsMatch(text))
        {
            return PullFailure.Authentication;
        }

        var saysNothing = text.Replace("back-off pulling image", "", StringComparison.Ordinal).Trim(' ', '"', ':').Length == 0;
        return saysNothing ? PullFailure.Unknown : PullFailure.Other;
    }

    [GeneratedRegex("sha256:[0-9a-f]+")]
    private static partial Regex Digest();

    [GeneratedRegex(@"\b(status|code|http)[^0-9a-z]{0,3}(code)?[^0-9a-z]{0,3}401\b|\b401 ")]
    private static partial Regex Status401();
}
