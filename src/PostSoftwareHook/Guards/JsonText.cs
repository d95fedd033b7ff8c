using System.Text.Json;
using System.Text.Json.Nodes;

namespace PostSoftwareHook.Guards;

/// <summary>
/// Parses untrusted JSON. System.Text.Json checks names and texts lazily, so this reads all of them at once: invalid UTF-8, unpaired
/// surrogates and duplicate names fail here.
/// </summary>
internal static class JsonText
{
    /// <exception cref="JsonException">The text is not JSON, or a name or string in it can't be read. The message may quote it.</exception>
    public static JsonNode? Parse(string text) => Whole(JsonNode.Parse(text));

    /// <exception cref="JsonException">The text is not JSON, or a name or string in it can't be read. The message may quote it.</exception>
    public static JsonNode? Parse(ReadOnlySpan<byte> utf8, JsonDocumentOptions options) => Whole(JsonNode.Parse(utf8, documentOptions: options));

    private static JsonNode? Whole(JsonNode? node)
    {
        try
        {
            Read(node);
            return node;
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            throw new JsonException(e.Message, e);
        }
    }

    private static void Read(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject item:
                foreach (var (_, value) in item)
                {
                    Read(value);
                }

                break;
            case JsonArray items:
                foreach (var item in items)
                {
                    Read(item);
                }

                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                _ = value.GetValue<string>();
                break;
        }
    }
}
