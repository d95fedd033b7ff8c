using System.Text;

namespace PostSoftwareHook.Propagation;

/// <summary>
/// The text of a Go error, split at its separators. Text in quotes (Go's <c>%q</c>) or in brackets is one piece. A quote or bracket
/// that is never closed, as in a message that was cut, is an ordinary character, and so is a quote after a backslash.
/// </summary>
internal sealed class PullText
{
    private readonly string _text;

    /// <summary>Where the quote or bracket that opens at an index is closed; 0 for every other character.</summary>
    private readonly int[] _closes;

    public PullText(string text)
    {
        _text = text;
        _closes = new int[text.Length];
        var brackets = new Stack<int>();
        var hasQuotes = true;
        for (var i = 0; i < text.Length; i = _closes[i] > i ? _closes[i] + 1 : i + 1)
        {
            if (hasQuotes && text[i] == '"' && (i == 0 || text[i - 1] != '\\'))
            {
                _closes[i] = ClosingQuote(text, i);
                hasQuotes = _closes[i] > 0;
            }
            else if (text[i] == '[')
            {
                brackets.Push(i);
            }
            else if (text[i] == ']' && brackets.TryPop(out var open))
            {
                _closes[open] = i;
            }
        }
    }

    /// <summary>The text between brackets, if it begins with one that is closed at its end or not at all; null otherwise.</summary>
    public string? InBrackets => _text switch
    {
        ['[', ..] when _closes[0] == 0 => _text[1..],
        ['[', ..] when _closes[0] == _text.Length - 1 => _text[1..^1],
        _ => null,
    };

    /// <summary>The text without what stands in quotes.</summary>
    public string Unquoted
    {
        get
        {
            var unquoted = new StringBuilder();
            for (var i = 0; i < _text.Length; i++)
            {
                unquoted.Append(_text[i]);
                if (_text[i] == '"' && _closes[i] > i)
                {
                    i = _closes[i];
                    unquoted.Append('"');
                }
            }

            return unquoted.ToString();
        }
    }

    /// <summary>The parts between the separators that stand outside quotes and brackets.</summary>
    /// <param name="separator">The separator.</param>
    /// <param name="startsPart">Whether the text from an index on starts a part. Text that does not belongs to the part before it.</param>
    public IReadOnlyList<string> Split(string separator, Func<string, int, bool>? startsPart = null)
    {
        var parts = new List<string>();
        var start = 0;
        for (var i = 0; i < _text.Length; i = _closes[i] > i ? _closes[i] + 1 : i + 1)
        {
            var next = i + separator.Length;
            if (string.CompareOrdinal(_text, i, separator, 0, separator.Length) == 0 && (startsPart is null || startsPart(_text, next)))
            {
                parts.Add(_text[start..i]);
                start = next;
                i = next - 1;
            }
        }

        parts.Add(_text[start..]);
        return parts;
    }

    private static int ClosingQuote(string text, int open)
    {
        for (var i = open + 1; i < text.Length; i++)
        {
            if (text[i] == '"')
            {
                return i;
            }

            i += text[i] == '\\' ? 1 : 0;
        }

        return 0;
    }
}
