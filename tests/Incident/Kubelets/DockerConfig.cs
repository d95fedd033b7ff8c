using System.Text;
using System.Text.Json;

namespace PostSoftwareHook.Incident;

/// <summary>
/// Parses .dockerconfigjson and the older .dockercfg as strictly as the kubelet does (kubernetes pkg/credentialprovider/config.go: one
/// entry that can't be decoded invalidates the whole document).
/// </summary>
public static class DockerConfig
{
    /// <summary>The entries under <c>auths</c>. Empty if the key is missing.</summary>
    public static IReadOnlyDictionary<string, RegistryCredential> ParseJson(ReadOnlyMemory<byte> document) =>
        Read(document, root => root.TryGetProperty("auths", out var auths) ? auths : default);

    /// <summary>The entries of a .dockercfg, which has no <c>auths</c> key.</summary>
    public static IReadOnlyDictionary<string, RegistryCredential> ParseLegacy(ReadOnlyMemory<byte> document) =>
        Read(document, root => root);

    public static string WriteJson(IEnumerable<KeyValuePair<string, RegistryCredential>> credentials) =>
        JsonSerializer.Serialize(new { auths = Entries(credentials) });

    public static string WriteLegacy(IEnumerable<KeyValuePair<string, RegistryCredential>> credentials) =>
        JsonSerializer.Serialize(credentials.ToDictionary(
            each => each.Key,
            each => new { username = each.Value.User, password = each.Value.Password, email = "serviceaccount@example.org", auth = each.Value.Auth }));

    private static Dictionary<string, Dictionary<string, string>> Entries(IEnumerable<KeyValuePair<string, RegistryCredential>> credentials) =>
        credentials.ToDictionary(each => each.Key, each => new Dictionary<string, string> { ["auth"] = each.Value.Auth, ["email"] = "student@example.org" });

    private static Dictionary<string, RegistryCredential> Read(ReadOnlyMemory<byte> document, Func<JsonElement, JsonElement> entriesOf)
    {
        try
        {
            using var json = JsonDocument.Parse(document);
            var entries = entriesOf(Expect(json.RootElement, "value of type credentialprovider.DockerConfigJSON"));
            return entries.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null
                ? []
                : Expect(entries, "struct field DockerConfigJSON.auths of type credentialprovider.DockerConfig").EnumerateObject()
                    .ToDictionary(entry => entry.Name, entry => Credential(Expect(entry.Value, "value of type credentialprovider.dockerConfigEntryWithAuth")));
        }
        catch (JsonException)
        {
            var text = Encoding.UTF8.GetString(document.Span).TrimStart();
            throw new DockerConfigException(text.Length == 0 ? "unexpected end of JSON input" : $"invalid character '{text[0]}' looking for beginning of value");
        }
    }

    private static JsonElement Expect(JsonElement element, string target) =>
        element.ValueKind == JsonValueKind.Object ? element : throw new DockerConfigException(CannotUnmarshal(element, target));

    /// <summary>encoding/json, UnmarshalTypeError.</summary>
    private static string CannotUnmarshal(JsonElement element, string target) =>
        $"json: cannot unmarshal {(element.ValueKind is JsonValueKind.True or JsonValueKind.False ? "bool" : element.ValueKind.ToString().ToLowerInvariant())} into Go {target}";

    private static RegistryCredential Credential(JsonElement entry)
    {
        var auth = Text(entry, "auth");
        return auth.Length == 0 ? new RegistryCredential(Text(entry, "username"), Text(entry, "password")) : Decode(auth);
    }

    private static RegistryCredential Decode(string auth)
    {
        var padded = auth.EndsWith('=') ? auth : auth.PadRight((auth.Length + 3) / 4 * 4, '=');
        var buffer = new byte[padded.Length];
        if (!Convert.TryFromBase64String(padded, buffer, out var length))
        {
            throw new DockerConfigException("illegal base64 data at input byte 0");
        }

        var text = Encoding.UTF8.GetString(buffer, 0, length);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0
            ? throw new DockerConfigException("unable to parse auth field, must be formatted as base64(username:password)")
            : new RegistryCredential(text[..colon], text[(colon + 1)..]);
    }

    private static string Text(JsonElement entry, string field)
    {
        if (!entry.TryGetProperty(field, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return "";
        }

        return value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw new DockerConfigException(CannotUnmarshal(value, $"struct field dockerConfigEntryWithAuth.{field} of type string"));
    }
}
