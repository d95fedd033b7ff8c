using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PostSoftwareHook.Fuzzing;

/// <summary>Requirements on everything the hook prints, for any input.</summary>
internal static class Expect
{
    /// <summary>In characters; enough for two names of the maximum length and the text around them.</summary>
    private const int LongestSentence = 4000;

    /// <summary>Runs <paramref name="act"/>. A <see cref="HookException"/> must have one clear sentence; any other exception is a defect.</summary>
    public static void SentenceOrResult(Action act)
    {
        try
        {
            act();
        }
        catch (HookException e)
        {
            Sentence(OptionReference.Write(e.Message, name => name));
        }
    }

    /// <summary>Requires one line of limited length that no terminal interprets.</summary>
    public static void Sentence(string text)
    {
        Plain(text, lines: false);
        if (text.Length is 0 or > LongestSentence)
        {
            throw new Finding($"A sentence of {text.Length} characters: {text[..Math.Min(text.Length, 100)]}");
        }
    }

    /// <summary>Requires text that no terminal interprets.</summary>
    public static void Plain(string text, bool lines)
    {
        foreach (var c in text)
        {
            if ((char.IsControl(c) && !(lines && c == '\n')) || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                throw new Finding($"U+{(int)c:X4} would be printed.");
            }
        }
    }

    /// <summary>Requires JSON whose strings no terminal interprets.</summary>
    public static void PlainJson(string json)
    {
        try
        {
            Plain(JsonNode.Parse(json));
        }
        catch (JsonException e)
        {
            throw new Finding("The result is not JSON.", e);
        }
    }

    private static void Plain(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject item:
                foreach (var (name, value) in item)
                {
                    Plain(name, lines: false);
                    Plain(value);
                }

                break;
            case JsonArray items:
                foreach (var item in items)
                {
                    Plain(item);
                }

                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                Plain((string)value!, lines: true);
                break;
        }
    }
}
