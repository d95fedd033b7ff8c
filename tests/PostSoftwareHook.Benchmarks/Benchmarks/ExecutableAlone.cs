using System.Text.Json.Nodes;

namespace PostSoftwareHook.Benchmarks.Benchmarks;

/// <summary>The executable without Ansible: its start, a converged run, and the phases of that run.</summary>
internal sealed class ExecutableAlone : IBenchmark
{
    /// <inheritdoc/>
    public string Name => "executable";

    /// <inheritdoc/>
    public string Title => "The executable alone";

    /// <inheritdoc/>
    public string Method => """
        *version* is `post-software-hook version`: only start and end. *diagnose* is that command on the healed incident, *module* the same executable
        called as Ansible calls it. A module run is split into parts at four moments: when it connects, when it first sends data after the TLS
        handshake (both seen by a relay between the executable and the server), and when its log of requests (`-vvv`) shows the first and the last
        response. The CPU time of a part is what the kernel counted for the threads meanwhile. JSON is parsed in the parts with responses.
        """;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Figure>> RunAsync(bool isQuick)
    {
        await using var controlPlane = await ControlPlane.StartAsync();
        await using var incident = await SnoIncident.CreateAsync(controlPlane);
        await Module.RunAsync(incident);
        var kinds = new Dictionary<string, List<Measured>> { ["version"] = [], ["diagnose"] = [], ["module"] = [] };
        var requests = new Series();
        var phased = new List<PhasedRun>();
        for (var repetition = 0; repetition < (isQuick ? 3 : 21); repetition++)
        {
            kinds["version"].Add((await Meter.RunAsync(Command.Hook("version"))).Successful());
            kinds["diagnose"].Add((await Meter.RunAsync(Command.Hook("diagnose", "--kubeconfig", controlPlane.Kubeconfig, "--output", "json"))).Successful());

            var mark = await controlPlane.Audit.MarkAsync();
            var (run, result) = await Module.RunAsync(incident);
            RequireConverged(result, await controlPlane.Audit.SinceAsync(mark));
            kinds["module"].Add(run);
            requests.Add((int)result["requests"]!);

            phased.Add(await PhasedRun.RunAsync(controlPlane));
        }

        return
        [
            .. kinds.SelectMany(kind => FiguresOf(kind.Key, kind.Value)),
            new("API requests", "module", Unit.Requests, requests),
            new("TCP connections", "module", Unit.Requests, new(phased.Select(run => (double)run.Connections))),
            .. PhasedRun.Phases.Index().SelectMany(phase => PhaseFigures(phase.Item, phase.Index, phased)),
            new("size of the file", "executable", Unit.Megabytes, new(new FileInfo(Repository.Executable).Length / 1e6)),
        ];
    }

    private static void RequireConverged(JsonNode result, IReadOnlyList<AuditEntry> requests)
    {
        BenchmarkException.Require(!(bool)result["changed"]! && !requests.Any(request => request.IsWrite), "A converged run changed something.");
        BenchmarkException.Require((int)result["requests"]! == requests.Count, $"The module counted {result["requests"]} requests, the server {requests.Count}.");
    }

    private static IEnumerable<Figure> FiguresOf(string kind, List<Measured> runs) =>
    [
        new("wall time", kind, Unit.Milliseconds, new(runs.Select(run => run.Wall * 1000))),
        new("CPU", kind, Unit.Milliseconds, new(runs.Select(run => run.Cpu * 1000))),
        new("peak memory", kind, Unit.Megabytes, new(runs.Select(run => run.PeakMemory))),
    ];

    private static IEnumerable<Figure> PhaseFigures(string phase, int index, List<PhasedRun> runs)
    {
        (double Wall, double Cpu) Length(PhasedRun run)
        {
            var from = index == 0 ? (Wall: 0, Cpu: 0) : run.Cuts[index - 1];
            return (run.Cuts[index].Wall - from.Wall, run.Cuts[index].Cpu - from.Cpu);
        }

        yield return new("wall time, part", phase, Unit.Milliseconds, new(runs.Select(run => Length(run).Wall * 1000)));
        yield return new("CPU, part", phase, Unit.Milliseconds, new(runs.Select(run => Length(run).Cpu * 1000)));
    }
}
