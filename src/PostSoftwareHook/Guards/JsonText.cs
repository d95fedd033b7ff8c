using System.Text.Json;
using System.Text.Json.Nodes;

namespace PostSoftwareHook.Guards;

/// <summary>
/// Parses JSON that others wrote. The parser itself looks at names and texts only when they are asked for: at bytes that are no UTF-8,
/// halves of characters and names that stand twice.
/// </summary>
internal static class JsonText
{
    /// <summary>What <paramref name="text"/> says.</summary>
    /// <exception cref="JsonException">It is no JSON, or a name or text in it can't be read. The message may quote it.</exception>
    public static JsonNode? Parse(string text) => Whole(JsonNode.Parse(text));

    /// <summary>What <paramref name="utf8"/> says.</summary>
    /// <exception cref="JsonException">It is no JSON, or a name or text in it can't be read. The message may quote it.</exception>
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
