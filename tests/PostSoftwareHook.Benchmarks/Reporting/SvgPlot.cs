using System.Globalization;
using System.Security;
using System.Text;

namespace PostSoftwareHook.Benchmarks.Reporting;

/// <summary>Writes docs/benchmarks.svg: every ratio as a bar on a logarithmic scale, with a whisker from minimum to maximum.</summary>
internal static class SvgPlot
{
    private const int RowHeight = 22;
    private const int HeadingHeight = 30;
    private const int Top = 34;
    private const int Left = 400;
    private const int Scale = 420;
    private const int Right = 90;

    public static string Of(IReadOnlyList<BenchmarkResult> results)
    {
        var groups = results.Select(result => (result.Benchmark.Title, Ratios: result.Figures.Where(figure => figure.Unit == Unit.Times).ToList())).Where(group => group.Ratios.Count > 0).ToList();
        var all = groups.SelectMany(group => group.Ratios).ToList();
        var axis = new Axis(Math.Floor(Math.Log10(Math.Min(1, all.Min(ratio => ratio.Values.Min)))), Math.Ceiling(Math.Log10(all.Max(ratio => ratio.Values.Max))));
        var height = Top + (groups.Count * HeadingHeight) + (all.Count * RowHeight) + 10;

        var svg = new StringBuilder($"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Left + Scale + Right} {height}" font-family="sans-serif" font-size="13">
            <title>How many times as much, by benchmark; logarithmic scale</title>
            <rect width="100%" height="100%" fill="#fff"/>

            """);
        for (var power = axis.From; power <= axis.To; power++)
        {
            var x = axis.X(Math.Pow(10, power));
            svg.Append(Invariant($"""<path d="M{x:0.#} {Top - 10}V{height - 6}" stroke="{(power == 0 ? "#555" : "#ddd")}"/><text x="{x:0.#}" y="{Top - 16}" text-anchor="middle" fill="#555">{Math.Pow(10, power):0.###} ×</text>""")).Append('\n');
        }

        var y = (double)Top;
        foreach (var (title, ratios) in groups)
        {
            svg.Append(Invariant($"""<text x="10" y="{y + 19}" font-weight="bold">{SecurityElement.Escape(title)}</text>""")).Append('\n');
            y += HeadingHeight;
            foreach (var ratio in ratios)
            {
                svg.Append(Row(ratio, axis, y)).Append('\n');
                y += RowHeight;
            }
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static string Row(Figure ratio, Axis axis, double y)
    {
        var (one, median, least, greatest) = (axis.X(1), axis.X(ratio.Values.Median), axis.X(ratio.Values.Min), axis.X(ratio.Values.Max));
        return Invariant($"""<text x="{Left - 12}" y="{y + 13}" text-anchor="end">{SecurityElement.Escape($"{ratio.What}: {ratio.Who}")}</text>""")
            + Invariant($"""<rect x="{Math.Min(one, median):0.#}" y="{y + 2}" width="{Math.Abs(median - one):0.#}" height="13" fill="#4a7fb5"/>""")
            + Invariant($"""<path d="M{least:0.#} {y + 8.5}H{greatest:0.#}" stroke="#111" stroke-width="1.5"/>""")
            + Invariant($"""<text x="{Math.Max(one, greatest) + 8:0.#}" y="{y + 13}">{ratio.Text(ratio.Values.Median)}</text>""");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>A logarithmic scale between two powers of ten.</summary>
    private sealed record Axis(double From, double To)
    {
        public double X(double value) => Left + ((Math.Log10(value) - From) / (To - From) * Scale);
    }
}
