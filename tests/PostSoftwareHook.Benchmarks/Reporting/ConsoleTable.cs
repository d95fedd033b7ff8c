namespace PostSoftwareHook.Benchmarks.Reporting;

/// <summary>Formats a benchmark's figures for the terminal.</summary>
internal static class ConsoleTable
{
    private static readonly string[] Header = ["", "", "median", "min", "max", "runs"];

    public static string Of(BenchmarkResult result)
    {
        string[][] rows = [Header, .. result.Figures.Select(Row)];
        var widths = Header.Select((_, column) => rows.Max(row => row[column].Length)).ToList();
        var lines = rows.Select(row => "  " + string.Join("  ", row.Select((cell, column) => column < 2 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))).TrimEnd());
        return $"\n{result.Benchmark.Name}: {result.Benchmark.Title}\n{string.Join('\n', lines)}\n";
    }

    private static string[] Row(Figure figure) =>
    [
        figure.What,
        figure.Who,
        figure.Text(figure.Values.Median),
        figure.Text(figure.Values.Min),
        figure.Text(figure.Values.Max),
        $"{figure.Values.Values.Count}",
    ];
}
