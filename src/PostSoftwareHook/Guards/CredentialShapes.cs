using System.Text.RegularExpressions;

namespace PostSoftwareHook.Guards;

/// <summary>
/// Recognises credentials by their form in text that this program only passes on. An event or error message may quote a failed login
/// whose credential this run has never read.
/// </summary>
internal static partial class CredentialShapes
{
    /// <summary>Replaces everything in <paramref name="text"/> that has the form of a credential with <paramref name="mask"/>.</summary>
    public static string Mask(string text, string mask) =>
        Value().Replace(Login().Replace(UserInfo().Replace(Token().Replace(PrivateKey().Replace(text, mask), mask), mask), mask), mask);

    /// <summary>A private key in PEM, complete or truncated.</summary>
    [GeneratedRegex(@"-----BEGIN [A-Z ]*PRIVATE KEY-----[A-Za-z0-9+/=\s]*(-----END [A-Z ]*PRIVATE KEY-----)?")]
    private static partial Regex PrivateKey();

    /// <summary>A JSON web token or other base64-encoded JSON, such as a docker config; a token of OpenShift's OAuth server.</summary>
    [GeneratedRegex(@"\beyJ[\w+/=-]{10,}(\.[\w-]*){0,2}|\bsha256~[\w-]{10,}")]
    private static partial Regex Token();

    /// <summary>The user and password in a URL.</summary>
    [GeneratedRegex(@"(?<=://)[^\s/@""'\\]+(?=@)")]
    private static partial Regex UserInfo();

    /// <summary>
    /// The value of an Authorization header. It must contain a digit or a capital after its first letter, because words that follow
    /// "basic" in prose don't. It is not followed by a quote, because that is a parameter of a challenge.
    /// </summary>
    [GeneratedRegex(@"(?<=\b[Bb](asic|earer)\s+)(?=\S[\w+/.~-]*[0-9A-Z=])(?>[\w+/.~-]{8,}=*)(?!"")")]
    private static partial Regex Login();

    /// <summary>
    /// The value of a parameter or JSON property with a secret's name. A colon without quotes is prose: "failed to fetch oauth token:
    /// unexpected status".
    /// </summary>
    [GeneratedRegex(@"(?<=(passw(or)?d|passphrase|token|secret|api[_-]?key|auth)(=[""']?|\\?""\s*:\s*\\?""))[^\s""'\\&,;]{5,}", RegexOptions.IgnoreCase)]
    private static partial Regex Value();
}
