using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PostSoftwareHook.Fuzzing;

/// <summary>What must hold of all that is printed, whatever was read.</summary>
internal static class Expect
{
    /// <summary>More than any sentence needs: two names of the greatest length, and the words around.</summary>
    private const int LongestSentence = 4000;

    /// <summary>Runs <paramref name="act"/>, of which an error that a person is told must be one clear sentence; any other is a defect.</summary>
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

    /// <summary>One line that no terminal obeys, and of bounded length.</summary>
    public static void Sentence(string text)
    {
        Plain(text, lines: false);
        if (text.Length is 0 or > LongestSentence)
        {
            throw new Finding($"A sentence of {text.Length} characters: {text[..Math.Min(text.Length, 100)]}");
        }
    }

    /// <summary>Text that no terminal obeys.</summary>
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

    /// <summary>JSON, no text of which a terminal obeys.</summary>
    public static void PlainJson(string json)
    {
        try
        {
            Plain(JsonNode.Parse(json));
        }
        catch (JsonException e)
        {
            throw new Finding("The result is no JSON.", e);
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
