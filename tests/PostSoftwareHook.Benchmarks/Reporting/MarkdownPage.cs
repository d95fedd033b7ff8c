using System.Text;

namespace PostSoftwareHook.Benchmarks.Reporting;

/// <summary>Writes docs/benchmarks.md.</summary>
internal static class MarkdownPage
{
    private const string Opening = """
        # Benchmarks

        `./build.sh bench` writes this page; all figures are from one run of it. Commands that are compared run in turn (A, B, A, B, ...), and
        ratios are computed per pair of runs, so that changes in the machine's speed cancel out. Each row has the median, minimum and maximum of the
        runs. Each measured run is checked: pods healed, entries kept, healthy pods untouched, nothing written if nothing was to do. A benchmark
        with a failed run has no figures. No benchmark fails because of a time.

        The cluster is `tests/Incident`: a real etcd and kube-apiserver on the same machine, with actors that simulate the kubelet and the operators.
        A real cluster is farther away and slower, so wall times are longer there; CPU times hardly differ.

        CPU is user and system time of ended processes (`getrusage`). Memory is the largest resident set of one process (GNU time).

        [performance.md](performance.md) describes the optimizations and their limits.

        ![Plot of the ratios](benchmarks.svg)

        """;

    private const string Closing = """

        ## Running the benchmarks

            ./build.sh bench             # all of them; writes this page
            ./build.sh bench --quick     # few repetitions, as a smoke test
            ./build.sh bench converged   # one of them; prints the table, writes nothing

        The code is in `tests/PostSoftwareHook.Benchmarks`; the playbook and script of the comparison are in its folder `Contestants`. Use an idle
        machine: other load widens the ranges.

        """;

    public static string Of(IEnumerable<BenchmarkResult> results, string machine)
    {
        var page = new StringBuilder(Opening).Append("\nMeasured on: ").Append(machine).Append('\n');
        foreach (var (benchmark, figures) in results)
        {
            page.Append("\n## ").Append(benchmark.Title).Append("\n\n").Append(benchmark.Method).Append("\n\n")
                .Append("| What | Who | Median | Minimum | Maximum | Runs |\n|---|---|---:|---:|---:|---:|\n")
                .AppendJoin('\n', figures.Select(Row)).Append('\n');
        }

        return page.Append(Closing).ToString();
    }

    private static string Row(Figure figure)
    {
        var median = figure.Text(figure.Values.Median);
        var cells = figure.Unit == Unit.Times ? $"**{figure.What}** | **{figure.Who}** | **{median}**" : $"{figure.What} | {figure.Who} | {median}";
        return $"| {cells} | {figure.Text(figure.Values.Min)} | {figure.Text(figure.Values.Max)} | {figure.Values.Values.Count} |";
    }
}
