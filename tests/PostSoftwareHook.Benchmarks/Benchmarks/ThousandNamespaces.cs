using System.Diagnostics;
using System.Text.Json.Nodes;

namespace PostSoftwareHook.Benchmarks.Benchmarks;

/// <summary>One large cluster: how the cost grows with its size, and how close the write rate comes to what the server can handle.</summary>
internal sealed class ThousandNamespaces : IBenchmark
{
    /// <summary>The executable's limit on namespaces that it writes to in parallel.</summary>
    private const int NamespacesAtOnce = 8;

    /// <inheritdoc/>
    public string Name => "scale";

    /// <inheritdoc/>
    public string Title => "A thousand namespaces";

    /// <inheritdoc/>
    public string Method => """
        One API server with 1,000 target namespaces (selected by a pattern), each with 10 serviceaccounts and 5 pods. 500 of the 5,000 pods are stuck,
        one in every other namespace. There is no kubelet, and the module does not wait. The *healing* run sends 1,500 writes (copy, link, restart),
        the *converged* run after it none. *raw loop* measures what this server can handle: a process that is already running sends the same writes
        with prepared bodies, for 8 namespaces at once like the executable, over one connection. The time of the executable's writes is from sending
        the first to the response to the last, according to its log of requests. The module and the server's audit log both count the requests, and
        must agree.
        """;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Figure>> RunAsync(bool isQuick)
    {
        await using var controlPlane = await ControlPlane.StartAsync();
        using var api = new RawApi(controlPlane);
        var cluster = new LargeCluster(api, isQuick ? 100 : 1000);
        await cluster.CreateAsync();
        var (healing, converged, loop) = (new List<LargeRun>(), new List<LargeRun>(), new Series());
        for (var repetition = 0; repetition < (isQuick ? 1 : 3); repetition++)
        {
            healing.Add(await RunAsync(controlPlane, cluster, cluster.Writes));
            await RequireHealedAsync(cluster);
            converged.Add(await RunAsync(controlPlane, cluster, 0));
            await cluster.BreakAsync();

            var clock = Stopwatch.StartNew();
            await cluster.HealAsync(NamespacesAtOnce);
            loop.Add(clock.Elapsed.TotalSeconds);
            await RequireHealedAsync(cluster);
            await cluster.BreakAsync();
        }

        var writing = new Series(healing.Select(run => run.Writing));
        return
        [
            .. FiguresOf("healing", healing),
            .. FiguresOf("converged", converged),
            new("writes", "hook", Unit.PerSecond, new(writing.Values.Select(seconds => cluster.Writes / seconds))),
            new("writes", "raw loop", Unit.PerSecond, new(loop.Values.Select(seconds => cluster.Writes / seconds))),
            Figure.Ratio("time of the writes", ("hook", writing), ("raw loop", loop)),
        ];
    }

    private static async Task RequireHealedAsync(LargeCluster cluster)
    {
        var flaws = await cluster.FlawsAsync();
        BenchmarkException.Require(flaws.Count == 0, string.Join(' ', flaws));
    }

    private static async Task<LargeRun> RunAsync(ControlPlane controlPlane, LargeCluster cluster, int writes)
    {
        var options = new JsonObject { ["targets"] = new JsonArray(new JsonObject { ["namespace"] = LargeCluster.Glob }), ["wait"] = false };
        using var arguments = new ModuleArguments(controlPlane.Kubeconfig, options, isLogged: true);
        var mark = await controlPlane.Audit.MarkAsync();
        var run = (await Meter.RunAsync(arguments.Command)).Successful();
        var seen = (await controlPlane.Audit.SinceAsync(mark)).Where(entry => entry.User == ControlPlaneUsers.Admin).ToList();
        var requests = (int)JsonNode.Parse(run.Output)!["requests"]!;
        var written = run.Log.Select(LoggedRequest.Parse).OfType<LoggedRequest>().Where(request => request.IsWrite).ToList();
        BenchmarkException.Require(requests == seen.Count, $"The module counted {requests} requests, the server {seen.Count}.");
        BenchmarkException.Require(seen.Count(entry => entry.IsWrite) == writes && written.Count == writes, $"A run on {cluster.Namespaces} namespaces wrote {written.Count} times, not {writes}.");
        return new(run, requests, written.Count == 0 ? 0 : written.Max(request => request.Ended) - written.Min(request => request.Began));
    }

    private static IEnumerable<Figure> FiguresOf(string kind, List<LargeRun> runs) =>
    [
        new("wall time", kind, Unit.Seconds, new(runs.Select(run => run.Whole.Wall))),
        new("CPU", kind, Unit.Seconds, new(runs.Select(run => run.Whole.Cpu))),
        new("peak memory", kind, Unit.Megabytes, new(runs.Select(run => run.Whole.PeakMemory))),
        new("API requests", kind, Unit.Requests, new(runs.Select(run => (double)run.Requests))),
    ];
}
