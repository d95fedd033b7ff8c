using System.Text;

namespace PostSoftwareHook.CommandLine.Output;

/// <summary>Writes a page as text: plain, or coloured and wrapped for a terminal.</summary>
internal static class PageText
{
    private const string Reset = "\e[0m";

    /// <summary>Returns plain text if <paramref name="width"/>, the terminal's width in columns, is null.</summary>
    public static string Write(IReadOnlyList<PageLine> lines, int? width)
    {
        var text = new StringBuilder();
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            if (line.Kind == LineKind.Heading && i > 0)
            {
                text.Append('\n');
            }

            var shown = line.Cells.Count > 0 ? Padded(line, lines) : line.Text;
            foreach (var piece in Wrapped(shown, line, width))
            {
                text.Append(' ', 2 * line.Depth).Append(width is null ? piece : Coloured(piece, line.Tone)).Append('\n');
            }
        }

        return text.ToString();
    }

    private static IEnumerable<string> Wrapped(string text, PageLine line, int? width)
    {
        var room = width - (2 * line.Depth) - 1;
        if (room is null or < 20 || text.Length <= room || line.Kind is not (LineKind.Item or LineKind.Heading))
        {
            yield return text;
            yield break;
        }

        var start = "";
        while (start.Length + text.Length > room)
        {
            var most = room.Value - start.Length;
            var cut = text.LastIndexOf(' ', most);
            cut = cut <= 0 ? text.IndexOf(' ', most) : cut;
            if (cut < 0)
            {
                break;
            }

            yield return start + text[..cut];
            text = text[(cut + 1)..];
            start = "  ";
        }

        yield return start + text;
    }

    private static string Padded(PageLine row, IReadOnlyList<PageLine> lines)
    {
        var text = new StringBuilder();
        for (var column = 0; column < row.Cells.Count; column++)
        {
            var width = column == row.Cells.Count - 1 ? 0 : lines.Where(line => line.Cells.Count > column).Max(line => line.Cells[column].Length) + 2;
            text.Append(row.Cells[column].PadRight(width));
        }

        return text.ToString().TrimEnd();
    }

    private static string Coloured(string text, Tone tone) => tone switch
    {
        Tone.Strong => $"\e[1m{text}{Reset}",
        Tone.Good => $"\e[1;32m{text}{Reset}",
        Tone.Warn => $"\e[33m{text}{Reset}",
        Tone.Bad => $"\e[1;31m{text}{Reset}",
        _ => text,
    };
}
