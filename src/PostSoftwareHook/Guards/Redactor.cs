using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.Guards;

/// <summary>
/// The last gate before anything is printed: known secrets, and what has the form of one, are masked wherever they turn up,
/// such as in an event or an error message that somebody else wrote.
/// </summary>
internal sealed class Redactor
{
    private const string Masked = "********";

    /// <summary>Shorter ones would mask out innocent words, and nobody's password is one.</summary>
    private const int ShortestSecret = 5;

    /// <summary>So much of a secret's beginning gives it away: no other text starts like that.</summary>
    private const int TellingLength = 24;

    private readonly Lock _lock = new();
    private volatile string[] _secrets = [];

    /// <summary>Remembers <paramref name="secrets"/>.</summary>
    public void Add(IEnumerable<string> secrets)
    {
        lock (_lock)
        {
            // Longest first, so that a secret inside a longer one leaves no remains of that.
            _secrets = [.. _secrets.Concat(secrets.Where(secret => secret.Length >= ShortestSecret).SelectMany(Forms)).Distinct().OrderByDescending(secret => secret.Length)];
        }
    }

    /// <summary>Remembers a pull secret's passwords and auth fields.</summary>
    public void Add(RegistryCredentials? credentials) =>
        Add(credentials?.Entries.SelectMany(entry => new[]
        {
            entry.Value.Password,
            Convert.ToBase64String(Encoding.UTF8.GetBytes($"{entry.Value.Username}:{entry.Value.Password}")),
            Convert.ToBase64String(Encoding.UTF8.GetBytes(entry.Value.Password)),
        }) ?? []);

    /// <summary><paramref name="text"/> without them, nor their beginnings where the text was cut.</summary>
    public string Clean(string text)
    {
        var clean = _secrets.Aggregate(text, (clean, secret) => secret.Length > TellingLength ? WithoutBeginning(clean, secret) : clean.Replace(secret, Masked, StringComparison.Ordinal));
        return CredentialShapes.Mask(WithoutCutSecrets(clean), Masked);
    }

    /// <summary>Without the beginning of a short secret before an ellipsis, by which a text that was too long ends.</summary>
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

    /// <summary>How much of <paramref name="secret"/>'s beginning ends <paramref name="text"/>; 0 where too little to tell.</summary>
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

    /// <summary>Several forms may begin alike, such as those of a private key: what fits best is what stands there.</summary>
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

    /// <summary>A secret as it is, as it stands inside JSON, and on one line.</summary>
    private static string[] Forms(string secret) =>
        [secret, JsonEncodedText.Encode(secret, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(), secret.ReplaceLineEndings(" "), Convert.ToBase64String(Encoding.UTF8.GetBytes(secret))];
}
