using System.Text;

namespace PostSoftwareHook.CommandLine.Output;

/// <summary>Writes a page as Markdown, for tickets.</summary>
internal static class PageMarkdown
{
    private const string Special = "\\`*_<>|[]#~";

    public static string Write(IReadOnlyList<PageLine> lines)
    {
        var text = new StringBuilder();
        var before = default(PageLine);
        foreach (var line in lines)
        {
            if (before?.Kind == LineKind.Code && line.Kind != LineKind.Code)
            {
                text.Append("```\n");
            }

            if (before is not null && (line.Kind is LineKind.Heading or LineKind.Header || before.Kind != line.Kind) && line.Kind != LineKind.Row)
            {
                text.Append('\n');
            }

            Write(text, line, before);
            before = line;
        }

        return text.Append(before?.Kind == LineKind.Code ? "```\n" : "").ToString();
    }

    private static void Write(StringBuilder text, PageLine line, PageLine? before)
    {
        switch (line.Kind)
        {
            case LineKind.Heading:
                text.Append("### ").Append(Escaped(line.Text)).Append('\n');
                break;
            case LineKind.Item:
                text.Append(' ', 2 * (line.Depth - 1)).Append("- ").Append(Escaped(line.Text)).Append('\n');
                break;
            case LineKind.Code:
                text.Append(before?.Kind == LineKind.Code ? "" : "```shell\n").Append(line.Text).Append('\n');
                break;
            default:
                text.Append("| ").AppendJoin(" | ", line.Cells.Select(Escaped)).Append(" |\n");
                if (line.Kind == LineKind.Header)
                {
                    text.Append('|').Insert(text.Length, " --- |", line.Cells.Count).Append('\n');
                }

                break;
        }
    }

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            escaped.Append(Special.Contains(c, StringComparison.Ordinal) ? "\\" : "").Append(c);
        }

        return escaped.ToString();
    }
}
