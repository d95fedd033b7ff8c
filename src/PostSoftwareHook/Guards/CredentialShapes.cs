using System.Text.RegularExpressions;

namespace PostSoftwareHook.Guards;

/// <summary>
/// Recognises credentials by their form alone, in words of others that this program only passes on: an event or an error message
/// may quote the login that failed, which may be one that this run has never seen.
/// </summary>
internal static partial class CredentialShapes
{
    /// <summary><paramref name="text"/> with <paramref name="mask"/> in the place of what has such a form.</summary>
    public static string Mask(string text, string mask) =>
        Value().Replace(Login().Replace(UserInfo().Replace(Token().Replace(PrivateKey().Replace(text, mask), mask), mask), mask), mask);

    /// <summary>PEM, whole or cut.</summary>
    [GeneratedRegex(@"-----BEGIN [A-Z ]*PRIVATE KEY-----[A-Za-z0-9+/=\s]*(-----END [A-Z ]*PRIVATE KEY-----)?")]
    private static partial Regex PrivateKey();

    /// <summary>A JSON web token, or other JSON in base64 such as a docker config; a token of OpenShift's OAuth server.</summary>
    [GeneratedRegex(@"\beyJ[\w+/=-]{10,}(\.[\w-]*){0,2}|\bsha256~[\w-]{10,}")]
    private static partial Regex Token();

    /// <summary>The login in a URL.</summary>
    [GeneratedRegex(@"(?<=://)[^\s/@""'\\]+(?=@)")]
    private static partial Regex UserInfo();

    /// <summary>The value of an Authorization header. A word of prose after "basic" has no digit and no capital inside; a challenge's parameter has a value in quotes.</summary>
    [GeneratedRegex(@"(?<=\b[Bb](asic|earer)\s+)(?=\S[\w+/.~-]*[0-9A-Z=])(?>[\w+/.~-]{8,}=*)(?!"")")]
    private static partial Regex Login();

    /// <summary>The value of a parameter or a JSON property whose name says that it is secret. A colon without quotes is prose: "failed to fetch oauth token: unexpected status".</summary>
    [GeneratedRegex(@"(?<=(passw(or)?d|passphrase|token|secret|api[_-]?key|auth)(=[""']?|\\?""\s*:\s*\\?""))[^\s""'\\&,;]{5,}", RegexOptions.IgnoreCase)]
    private static partial Regex Value();
}
