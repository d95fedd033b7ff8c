using PostSoftwareHook.Benchmarks.Benchmarks;

namespace PostSoftwareHook.Benchmarks;

/// <summary>Parses the arguments, runs benchmarks and writes their figures.</summary>
internal static class CommandLine
{
    private const string Usage = """
        usage: benchmarks [--quick] [NAME...]
          --quick   few repetitions, as a smoke test
          NAME      one of: converged healing executable recovery fleet scale; default: all of them
        A full run (all benchmarks, without --quick) writes docs/benchmarks.md and docs/benchmarks.svg.
        """;

    private static readonly IReadOnlyList<IBenchmark> All =
        [new ConvergedRun(), new HealingRun(), new ExecutableAlone(), new RecoveryTime(), new FleetOfFifty(), new ThousandNamespaces()];

    /// <returns>0; 1 if a measured run did not do its job; 2 if the arguments are wrong.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var isQuick = arguments.Contains("--quick");
        var names = arguments.Where(argument => argument != "--quick").ToHashSet();
        if (names.Except(All.Select(benchmark => benchmark.Name)).Any())
        {
            await Console.Error.WriteLineAsync(Usage);
            return 2;
        }

        try
        {
            var isPublished = names.Count == 0 && !isQuick;
            var machine = isPublished ? await Machine.DescribeAsync() : "";
            var results = new List<BenchmarkResult>();
            foreach (var benchmark in All.Where(benchmark => names.Count == 0 || names.Contains(benchmark.Name)))
            {
                await Console.Error.WriteLineAsync($"{benchmark.Name}: {benchmark.Title} ...");
                results.Add(new(benchmark, await benchmark.RunAsync(isQuick)));
                await Console.Out.WriteLineAsync(ConsoleTable.Of(results[^1]));
            }

            if (isPublished)
            {
                await File.WriteAllTextAsync(Repository.PathTo("docs/benchmarks.svg"), SvgPlot.Of(results));
                await File.WriteAllTextAsync(Repository.PathTo("docs/benchmarks.md"), MarkdownPage.Of(results, machine));
                await Console.Error.WriteLineAsync("Written: docs/benchmarks.md, docs/benchmarks.svg");
            }

            return 0;
        }
        catch (Exception failure) when (failure is BenchmarkException or ControlPlaneException or TimeoutException or IOException)
        {
            await Console.Error.WriteLineAsync($"benchmarks: {failure.Message}");
            return 1;
        }
    }
}
