using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PostSoftwareHook.Tests.OneSourceOfTruth;

/// <summary>Writes YAML as a person would: plain where that is safe, wrapped, lists of words on one line.</summary>
internal static partial class YamlLines
{
    private const int Width = 140;

    /// <summary>The lines of a list item that holds a paragraph.</summary>
    public static IEnumerable<string> Paragraph(string text, int indent)
    {
        var margin = new string(' ', indent);
        return IsPlain(text)
            ? Prose.Wrap(text, Width - indent - 2).Select((line, i) => $"{margin}{(i == 0 ? "- " : "  ")}{line}")
            : Folded(text, indent + 2).Prepend($"{margin}- >-");
    }

    /// <summary>The lines of a folded text, without what announces it.</summary>
    public static IEnumerable<string> Folded(string text, int indent) => Prose.Wrap(text, Width - indent).Select(line => new string(' ', indent) + line);

    /// <summary>The lines of a key and its value, which is given as JSON.</summary>
    public static IEnumerable<string> Pair(string key, string json, int indent) => Pair(key, JsonNode.Parse(json)!, indent);

    /// <summary>The value on one line.</summary>
    public static string Inline(JsonNode value) => value switch
    {
        JsonArray list => $"[{string.Join(", ", list.Select(item => Inline(item!)))}]",
        JsonValue scalar when scalar.TryGetValue<string>(out var text) => IsPlain(text) && !text.Contains(',', StringComparison.Ordinal) ? text : scalar.ToJsonString(),
        _ => value.ToJsonString(),
    };

    private static IEnumerable<string> Pair(string key, JsonNode value, int indent)
    {
        var margin = new string(' ', indent);
        return value is JsonArray list && list.Any(item => item is JsonObject)
            ? list.SelectMany(item => item!.AsObject().Select((pair, i) => $"{margin}  {(i == 0 ? "- " : "  ")}{pair.Key}: {Inline(pair.Value!)}")).Prepend($"{margin}{key}:")
            : [$"{margin}{key}: {Inline(value)}"];
    }

    private static bool IsPlain(string text) => !Special().IsMatch(text);

    [GeneratedRegex(@": |:$| #|^[-?:,\[\]{}#&*!|>'""%@`]|^$")]
    private static partial Regex Special();
}
