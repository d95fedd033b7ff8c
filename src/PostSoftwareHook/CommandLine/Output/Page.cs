using PostSoftwareHook.Guards;

namespace PostSoftwareHook.CommandLine.Output;

/// <summary>
/// Output for a person, independent of the format: terminal, file or Markdown. Secrets and control characters are removed here, in one
/// place, so that no format can let them through.
/// </summary>
internal sealed class Page(Func<string, string> withoutSecrets)
{
    private readonly List<PageLine> _lines = [];

    public IReadOnlyList<PageLine> Lines => _lines;

    public void Heading(string text, Tone tone = Tone.Strong) => Add(LineKind.Heading, 0, text, tone);

    /// <summary>Adds a sentence or fact.</summary>
    public void Item(string text, int depth = 1, Tone tone = Tone.Plain) => Add(LineKind.Item, depth, text, tone);

    /// <summary>Adds a command to type.</summary>
    public void Code(string text) => Add(LineKind.Code, 2, text, Tone.Plain);

    public void Header(params IReadOnlyList<string> cells) => _lines.Add(new(LineKind.Header, 1, "", Tone.Strong) { Cells = cells });

    public void Row(Tone tone, params IReadOnlyList<string> cells) => _lines.Add(new(LineKind.Row, 1, "", tone) { Cells = [.. cells.Select(Safe)] });

    /// <summary>As plain text, not wrapped.</summary>
    public string ToText() => PageText.Write(_lines, width: null);

    /// <summary>As coloured text, wrapped at <paramref name="width"/> columns.</summary>
    public string ToAnsi(int width) => PageText.Write(_lines, width);

    public string ToMarkdown() => PageMarkdown.Write(_lines);

    private void Add(LineKind kind, int depth, string text, Tone tone) => _lines.Add(new(kind, depth, Safe(text), tone));

    private string Safe(string text) => Printable.OneLine(OptionNames.InMessage(withoutSecrets(text)));
}
