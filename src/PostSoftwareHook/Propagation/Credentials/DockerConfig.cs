using System.Text;
using System.Text.Json;

namespace PostSoftwareHook.Propagation;

/// <summary>Reads and writes the content of a <c>kubernetes.io/dockerconfigjson</c> secret.</summary>
internal static class DockerConfig
{
    /// <summary>The only secret type that this tool reads and writes.</summary>
    public const string SecretType = "kubernetes.io/dockerconfigjson";

    /// <summary>The data key of <see cref="SecretType"/>.</summary>
    public const string DataKey = ".dockerconfigjson";

    /// <summary>The problem of an entry for which the kubelet drops the whole content (kubernetes/pkg/credentialprovider, <c>decodeDockerConfigFieldAuth</c>).</summary>
    private const string NotBase64 = "whose auth is not base64";

    /// <summary>Fails on bytes it can't decode: with a replacement character, the password would be wrong.</summary>
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// Reads the entries that <paramref name="filter"/> accepts. The content must be JSON with an object <c>auths</c>, and each
    /// accepted entry must have a user and a password: one entry that the kubelet can't decode makes the whole keyring fail
    /// (kubernetes/pkg/credentialprovider, <c>DockerConfigJSON</c>).
    /// </summary>
    /// <returns>The credentials, or a description of the problem that quotes no value.</returns>
    public static DockerConfigResult Parse(ReadOnlySpan<byte> content, RegistryFilter filter)
    {
        try
        {
            var reader = new Utf8JsonReader(content);
            using var document = JsonDocument.ParseValue(ref reader);
            reader.Read(); // throws if something follows the closing brace
            return Parse(document.RootElement, filter);
        }
        catch (JsonException e)
        {
            return DockerConfigResult.Invalid($"is not JSON (line {e.LineNumber + 1}, byte {e.BytePositionInLine})");
        }
        catch (InvalidOperationException)
        {
            return DockerConfigResult.Invalid("contains an unpaired surrogate");
        }
    }

    /// <summary>Writes <paramref name="credentials"/> in a canonical form: keys are sorted, and each entry has only <c>auth</c>.</summary>
    public static byte[] Write(RegistryCredentials credentials)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("auths");
            foreach (var (key, credential) in credentials.Entries)
            {
                writer.WriteStartObject(key);
                writer.WriteString("auth", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{credential.Username}:{credential.Password}")));
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static DockerConfigResult Parse(JsonElement root, RegistryFilter filter)
    {
        // What RHACM writes where the hub has no pull secret (managedcluster-import-controller, pkg/bootstrap/imagepullsecret.go).
        if (root.ValueKind == JsonValueKind.Object && !root.EnumerateObject().Any())
        {
            return DockerConfigResult.Ok(new([]));
        }

        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("auths", out var auths) || auths.ValueKind != JsonValueKind.Object)
        {
            return DockerConfigResult.Invalid("has no object \"auths\"");
        }

        var entries = new Dictionary<string, Credential>();
        foreach (var entry in auths.EnumerateObject().Where(entry => filter.Accepts(entry.Name)))
        {
            var (credential, problem) = ParseEntry(entry.Value);
            if (credential is null)
            {
                return DockerConfigResult.Invalid($"has an entry \"{RegistryKey.Short(entry.Name)}\" {problem}") with { MayServeTheKubelet = problem != NotBase64 };
            }

            entries[entry.Name] = credential;
        }

        return DockerConfigResult.Ok(new(entries));
    }

    private static (Credential? Credential, string Problem) ParseEntry(JsonElement entry)
    {
        if (entry.ValueKind != JsonValueKind.Object)
        {
            return (null, "that is not an object");
        }

        if (StringOf(entry, "auth") is { Length: > 0 } auth)
        {
            return ParseAuth(auth);
        }

        if (StringOf(entry, "username") is not { Length: > 0 } username || StringOf(entry, "password") is not { Length: > 0 } password)
        {
            return (null, "without auth and without username and password");
        }

        // In user:password, the part after the colon would be read as part of the password.
        return username.Contains(':', StringComparison.Ordinal) ? (null, "whose username contains a colon") : (new(username, password), "");
    }

    private static (Credential? Credential, string Problem) ParseAuth(string auth)
    {
        // Like the kubelet, accept base64 with or without padding, and with line breaks.
        var joined = auth.Replace("\n", "", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal);
        var padded = joined.PadRight((joined.Length + 3) / 4 * 4, '=');
        var buffer = new byte[padded.Length];
        if (!Convert.TryFromBase64String(padded, buffer, out var length))
        {
            return (null, NotBase64);
        }

        try
        {
            var text = StrictUtf8.GetString(buffer, 0, length);
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            return colon > 0 && colon < text.Length - 1
                ? (new(text[..colon], text[(colon + 1)..]), "")
                : (null, "whose auth is not user:password");
        }
        catch (DecoderFallbackException)
        {
            return (null, "whose auth is not text in UTF-8");
        }
    }

    private static string? StringOf(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
