using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.Guards;

/// <summary>
/// Masks credentials in everything that is printed: the secrets of this run, and text that has the form of a credential, such as in
/// events and error messages.
/// </summary>
internal sealed class Redactor
{
    private const string Masked = "********";

    /// <summary>Masking shorter ones would also mask ordinary words; real passwords are longer.</summary>
    private const int ShortestSecret = 5;

    /// <summary>A prefix this long identifies a secret: no other text starts the same way.</summary>
    private const int TellingLength = 24;

    private readonly Lock _lock = new();
    private volatile string[] _secrets = [];

    public void Add(IEnumerable<string> secrets)
    {
        lock (_lock)
        {
            // Longest first: a secret that contains another one must be masked as a whole.
            _secrets = [.. _secrets.Concat(secrets.Where(secret => secret.Length >= ShortestSecret).SelectMany(Forms)).Distinct().OrderByDescending(secret => secret.Length)];
        }
    }

    /// <summary>Adds a pull secret's passwords and auth fields.</summary>
    public void Add(RegistryCredentials? credentials) =>
        Add(credentials?.Entries.SelectMany(entry => new[]
        {
            entry.Value.Password,
            Convert.ToBase64String(Encoding.UTF8.GetBytes($"{entry.Value.Username}:{entry.Value.Password}")),
            Convert.ToBase64String(Encoding.UTF8.GetBytes(entry.Value.Password)),
        }) ?? []);

    /// <summary>Masks all secrets in <paramref name="text"/>, including the beginning of a secret where the text was cut.</summary>
    public string Clean(string text)
    {
        var clean = _secrets.Aggregate(text, (clean, secret) => secret.Length > TellingLength ? WithoutBeginning(clean, secret) : clean.Replace(secret, Masked, StringComparison.Ordinal));
        return CredentialShapes.Mask(WithoutCutSecrets(clean), Masked);
    }

    /// <summary>Masks the beginning of a short secret before the ellipsis that marks a cut text.</summary>
    private string WithoutCutSecrets(string text)
    {
        for (var at = text.IndexOf(Printable.Ellipsis, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Printable.Ellipsis, at + 1, StringComparison.Ordinal))
        {
            var length = _secrets.Aggregate(0, (longest, secret) => Math.Max(longest, LengthOfCut(text.AsSpan(0, at), secret)));
            if (length > 0)
            {
                text = $"{text[..(at - length)]}{Masked}{text[at..]}";
                at += Masked.Length - length;
            }
        }

        return text;
    }

    /// <summary>Number of characters of <paramref name="secret"/> that <paramref name="text"/> ends with; 0 if too few to tell.</summary>
    private static int LengthOfCut(ReadOnlySpan<char> text, string secret)
    {
        for (var length = Math.Min(secret.Length, text.Length); length >= ShortestSecret; length--)
        {
            if (text.EndsWith(secret.AsSpan(0, length)))
            {
                return length;
            }
        }

        return 0;
    }

    /// <summary>Several forms of a secret may start alike, such as those of a private key, so the longest match counts.</summary>
    private string WithoutBeginning(string text, string secret)
    {
        var beginning = secret[..TellingLength];
        for (var at = text.IndexOf(beginning, StringComparison.Ordinal); at >= 0; at = text.IndexOf(beginning, at + Masked.Length, StringComparison.Ordinal))
        {
            var length = _secrets.Aggregate(TellingLength, (longest, each) => Math.Max(longest, text.AsSpan(at).CommonPrefixLength(each)));
            text = $"{text[..at]}{Masked}{text[(at + length)..]}";
        }

        return text;
    }

    /// <summary>The secret as it is, as it appears inside JSON, and on one line.</summary>
    private static string[] Forms(string secret) =>
        [secret, JsonEncodedText.Encode(secret, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(), secret.ReplaceLineEndings(" "), Convert.ToBase64String(Encoding.UTF8.GetBytes(secret))];
}
