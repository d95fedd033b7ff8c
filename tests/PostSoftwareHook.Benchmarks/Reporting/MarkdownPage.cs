using System.Text;

namespace PostSoftwareHook.Benchmarks.Reporting;

/// <summary>docs/benchmarks.md.</summary>
internal static class MarkdownPage
{
    private const string Opening = """
        # What it costs

        `./build.sh bench` writes this page; all figures are from one run of it. Compared commands run alternately (A, B, A, B, ...), and ratios are
        computed for each pair, so that changes in the machine's speed do not affect them. Each line shows the median, the minimum and the maximum of
        the runs. The benchmarks check that each measured run did its job: pods are healed, entries are kept, healthy pods are untouched, and a run
        with nothing to do writes nothing. A benchmark whose runs fail has no figures. No test depends on these times.

        The cluster is `tests/Incident`: a real etcd and kube-apiserver on the same machine, with small programs that act as the kubelet and the
        operators. A real cluster is remote and slower: wall times are longer there, but CPU hardly differs.

        CPU is the user and system time that the kernel counts for ended processes (`getrusage`). Memory is the largest resident set of one process
        (GNU time).

        [performance.md](performance.md) describes what was optimized, and what was not.

        ![The ratios as a plot](benchmarks.svg)

        """;

    private const string Closing = """

        ## To run the benchmarks

            ./build.sh bench             # all benchmarks; writes this page
            ./build.sh bench --quick     # few repetitions, to see whether they run
            ./build.sh bench converged   # one benchmark; prints its table, writes nothing

        The code is in `tests/PostSoftwareHook.Benchmarks`. Its folder `Contestants` has the playbook and the script that are compared. Ranges are
        narrow on an otherwise idle machine.

        """;

    public static string Of(IEnumerable<BenchmarkResult> results, string machine)
    {
        var page = new StringBuilder(Opening).Append("\nMeasured on: ").Append(machine).Append('\n');
        foreach (var (benchmark, figures) in results)
        {
            page.Append("\n## ").Append(benchmark.Title).Append("\n\n").Append(benchmark.Method).Append("\n\n")
                .Append("| What | Who | Median | Least | Greatest | Runs |\n|---|---|---:|---:|---:|---:|\n")
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
