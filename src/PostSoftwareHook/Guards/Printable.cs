namespace PostSoftwareHook.Guards;

/// <summary>Makes text that came from outside safe to print.</summary>
internal static class Printable
{
    /// <summary>The longest text that is printed in one piece, in characters.</summary>
    public const int MaxLength = 600;

    /// <summary>Ends a text that was cut.</summary>
    public const string Ellipsis = "…";

    /// <summary>
    /// One line without control, formatting or surrogate characters (no terminal escape, no reversed text), cut at <see cref="MaxLength"/>.
    /// </summary>
    public static string Clean(string? text) =>
        string.IsNullOrEmpty(text) ? "" : OneLine(text.Length > MaxLength ? text[..MaxLength] + Ellipsis : text).Trim();

    /// <summary>The same for text of this program's own making, which may hold names from outside: neither cut nor trimmed.</summary>
    public static string OneLine(string text) =>
        text.AsSpan().ContainsAnyExceptInRange(' ', '~') ? string.Create(text.Length, text, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = IsPlain(source[i]) ? source[i] : ' ';
            }
        }) : text;

    private static bool IsPlain(char c) =>
        !char.IsControl(c) && !char.IsSurrogate(c) && char.GetUnicodeCategory(c) is not (
            System.Globalization.UnicodeCategory.Format
            or System.Globalization.UnicodeCategory.LineSeparator
            or System.Globalization.UnicodeCategory.ParagraphSeparator);
}
