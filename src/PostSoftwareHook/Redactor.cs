using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PostSoftwareHook.Propagation;

namespace PostSoftwareHook;

/// <summary>
/// The last gate before anything is printed: known secrets are blotted out wherever they turn up, such as in an event or an
/// error message that somebody else wrote.
/// </summary>
internal sealed class Redactor
{
    private const string Blot = "********";

    /// <summary>Shorter ones would blot out innocent words, and nobody's password is one.</summary>
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

    /// <summary><paramref name="text"/> without them; of a long one even its beginning, where the text was cut.</summary>
    public string Clean(string text) => _secrets.Aggregate(text, (clean, secret) => secret.Length > TellingLength ? WithoutBeginning(clean, secret) : clean.Replace(secret, Blot, StringComparison.Ordinal));

    private static string WithoutBeginning(string text, string secret)
    {
        for (var at = text.IndexOf(secret[..TellingLength], StringComparison.Ordinal); at >= 0; at = text.IndexOf(secret[..TellingLength], at + Blot.Length, StringComparison.Ordinal))
        {
            var length = text.AsSpan(at).CommonPrefixLength(secret);
            text = $"{text[..at]}{Blot}{text[(at + length)..]}";
        }

        return text;
    }

    /// <summary>A secret as it is, as it stands inside JSON, and on one line.</summary>
    private static string[] Forms(string secret) =>
        [secret, JsonEncodedText.Encode(secret, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(), secret.ReplaceLineEndings(" "), Convert.ToBase64String(Encoding.UTF8.GetBytes(secret))];
}
