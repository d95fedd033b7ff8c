using PostSoftwareHook.Guards;

namespace PostSoftwareHook.CommandLine.Output;

/// <summary>
/// What is printed for a person, before it is known where: on a terminal, in a file, in a ticket. Whatever comes in is stripped
/// of secrets and control characters here, once, so that no way of printing can let one through.
/// </summary>
internal sealed class Page(Func<string, string> withoutSecrets)
{
    private readonly List<PageLine> _lines = [];

    /// <summary>The lines so far.</summary>
    public IReadOnlyList<PageLine> Lines => _lines;

    /// <summary>Adds a title.</summary>
    public void Heading(string text, Tone tone = Tone.Strong) => Add(LineKind.Heading, 0, text, tone);

    /// <summary>Adds a fact.</summary>
    public void Item(string text, int depth = 1, Tone tone = Tone.Plain) => Add(LineKind.Item, depth, text, tone);

    /// <summary>Adds something to type.</summary>
    public void Code(string text) => Add(LineKind.Code, 2, text, Tone.Plain);

    /// <summary>Adds a table's header.</summary>
    public void Header(params IReadOnlyList<string> cells) => _lines.Add(new(LineKind.Header, 1, "", Tone.Strong) { Cells = cells });

    /// <summary>Adds a table's row.</summary>
    public void Row(Tone tone, params IReadOnlyList<string> cells) => _lines.Add(new(LineKind.Row, 1, "", tone) { Cells = [.. cells.Select(Safe)] });

    /// <summary>As plain lines.</summary>
    public string ToText() => PageText.Write(_lines, width: null);

    /// <summary>As lines for a terminal of that width.</summary>
    public string ToAnsi(int width) => PageText.Write(_lines, width);

    /// <summary>As Markdown.</summary>
    public string ToMarkdown() => PageMarkdown.Write(_lines);

    private void Add(LineKind kind, int depth, string text, Tone tone) => _lines.Add(new(kind, depth, Safe(text), tone));

    private string Safe(string text) => Printable.OneLine(OptionNames.InMessage(withoutSecrets(text)));
}
