namespace PostSoftwareHook.Guards;

/// <summary>Makes untrusted text safe to print.</summary>
internal static class Printable
{
    /// <summary>In characters; longer texts are cut.</summary>
    public const int MaxLength = 600;

    /// <summary>Marks a text that was cut.</summary>
    public const string Ellipsis = "…";

    /// <summary>
    /// Returns one line without control, formatting or surrogate characters (no terminal escapes, no right-to-left overrides), cut at
    /// <see cref="MaxLength"/>.
    /// </summary>
    public static string Clean(string? text) =>
        string.IsNullOrEmpty(text) ? "" : OneLine(text.Length > MaxLength ? text[..MaxLength] + Ellipsis : text).Trim();

    /// <summary>Same for this program's own text, which may contain untrusted names. Neither cut nor trimmed.</summary>
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
