using System.Text;

namespace PostSoftwareHook.Benchmarks.Reporting;

/// <summary>Writes docs/benchmarks.md.</summary>
internal static class MarkdownPage
{
    private const string Opening = """
        # What it costs

        Written by `./build.sh bench`; every figure below is from one run of it. Commands that are compared ran in turn (A, B, A, B, ...), and a
        ratio is taken pair by pair, so that it holds when the machine's speed drifts. Each line has the median, the least and the greatest of the
        runs. Each measured run was checked to have done its job: pods healed, entries kept, healthy pods untouched, nothing written where nothing
        was to do. A benchmark whose runs fail has no figures. Nothing is judged by its time.

        The cluster is `tests/Incident`: a real etcd and kube-apiserver on the same machine, with small actors for the kubelet and the operators.
        A real cluster is farther away and slower: wall times are longer there, CPU hardly differs.

        CPU is user and system time as the kernel counts it for ended processes (`getrusage`), memory the largest resident set of one process
        (GNU time).

        What was made cheaper, and where the floor is: [performance.md](performance.md).

        ![The ratios as a plot](benchmarks.svg)

        """;

    private const string Closing = """

        ## Again, on your machine

            ./build.sh bench             # all of it, and this page anew
            ./build.sh bench --quick     # few repetitions: does it run?
            ./build.sh bench converged   # one of them; prints the table, writes nothing

        The code is in `tests/PostSoftwareHook.Benchmarks`, the playbook and the script of the comparison in its folder `Contestants`. A quiet
        machine gives narrow ranges.

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
