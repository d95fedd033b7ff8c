using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace PostSoftwareHook.Incident;

/// <summary>
/// All secrets put into a cluster or a kubeconfig, in every form in which they might leak. Nothing that a test prints may contain one.
/// </summary>
public sealed partial class Planted
{
    private const int ShortestLeak = 16;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, string> _labels = [];
    private readonly Planted? _parent;

    public Planted()
    {
    }

    /// <summary>Creates a set that also contains all secrets of <paramref name="parent"/>, including later ones.</summary>
    public Planted(Planted parent)
    {
        _parent = parent;
    }

    /// <summary>All forms: raw, base64, decoded.</summary>
    public IReadOnlyList<string> AllForms
    {
        get
        {
            lock (_gate)
            {
                return [.. _labels.Keys, .. _parent?.AllForms ?? []];
            }
        }
    }

    /// <summary>Random letters and digits from a cryptographic source.</summary>
    public static string RandomText(int length) => RandomNumberGenerator.GetString("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789", length);

    public void AddCredential(string label, RegistryCredential credential)
    {
        ArgumentNullException.ThrowIfNull(credential);
        Add(label, credential.Password, Base64(credential.Password), $"{credential.User}:{credential.Password}", credential.Auth);
    }

    /// <summary>Adds a document that contains secrets, such as a .dockerconfigjson.</summary>
    public void AddDocument(string label, string document) => Add(label, document, Base64(document));

    public void AddToken(string label, string token) => Add(label, token, Base64(token));

    /// <summary>Adds a private key in PEM: the whole text and each of its lines.</summary>
    public void AddPrivateKey(string label, string pem)
    {
        ArgumentNullException.ThrowIfNull(pem);
        Add(label, [Base64(pem), .. pem.Split('\n').Where(line => line.Length >= ShortestLeak && !line.StartsWith('-'))]);
    }

    /// <summary>
    /// Labels of all secrets in <paramref name="text"/>, including inside base64 that it contains. Labels may be printed; secrets may
    /// not.
    /// </summary>
    public IReadOnlyList<string> LeaksIn(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var texts = Decodings(text, depth: 3).Prepend(text).ToList();
        lock (_gate)
        {
            var own = _labels.Where(form => texts.Any(each => each.Contains(form.Key, StringComparison.Ordinal))).Select(form => form.Value);
            return [.. own.Concat(_parent?.LeaksIn(text) ?? []).Distinct()];
        }
    }

    /// <summary>Forgets the secrets of this set but not those of its parent.</summary>
    internal void Clear()
    {
        lock (_gate)
        {
            _labels.Clear();
        }
    }

    private static IEnumerable<string> Decodings(string text, int depth)
    {
        if (depth == 0)
        {
            yield break;
        }

        foreach (Match run in Base64Run().Matches(text))
        {
            var padded = run.Value.TrimEnd('=');
            padded = padded[..(padded.Length - (padded.Length % 4 == 1 ? 1 : 0))];
            padded = padded.PadRight((padded.Length + 3) / 4 * 4, '=');
            var buffer = new byte[padded.Length];
            if (Convert.TryFromBase64String(padded, buffer, out var length))
            {
                var decoded = Encoding.UTF8.GetString(buffer, 0, length);
                yield return decoded;
                foreach (var inner in Decodings(decoded, depth - 1))
                {
                    yield return inner;
                }
            }
        }
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    [GeneratedRegex("[A-Za-z0-9+/]{16,}={0,2}")]
    private static partial Regex Base64Run();

    private void Add(string label, params IEnumerable<string> forms)
    {
        lock (_gate)
        {
            foreach (var form in forms)
            {
                _labels[form] = label;
            }
        }
    }
}
