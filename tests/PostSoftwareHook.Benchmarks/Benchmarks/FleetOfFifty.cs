using System.Text.Json.Nodes;

namespace PostSoftwareHook.Benchmarks.Benchmarks;

/// <summary>Fifty clusters in one command, compared with fifty commands.</summary>
internal sealed class FleetOfFifty : IBenchmark
{
    private const int Servers = 5;
    private const int KubeconfigsPerServer = 10;
    private const int AtOnce = 10;

    /// <inheritdoc/>
    public string Name => "fleet";

    /// <inheritdoc/>
    public string Title => "Fifty clusters";

    /// <inheritdoc/>
    public string Method => """
        Fifty kubeconfigs for five API servers, each with the incident reset before a run. Of the ten kubeconfigs of a server, one or more runs heal it
        and the others find it healed. *one command* is `heal --yes --kubeconfig FOLDER`; *fifty commands* are as many runs of the module, in turn or
        ten at once. Peak memory is that of the one process, or that of the largest process times the number that ran at once. The servers are on the
        same machine and take most of the CPU time.
        """;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Figure>> RunAsync(bool isQuick)
    {
        var controlPlanes = new List<ControlPlane>();
        var incidents = new List<SnoIncident>();
        using var folder = new TempFolder();
        try
        {
            for (var server = 0; server < Servers; server++)
            {
                controlPlanes.Add(await ControlPlane.StartAsync());
                incidents.Add(await SnoIncident.CreateAsync(controlPlanes[server]));
                for (var person = 0; person < KubeconfigsPerServer; person++)
                {
                    var file = controlPlanes[server].Kubeconfigs.ForUser($"instructor{person}", ControlPlaneUsers.MastersGroup);
                    File.Copy(file, folder.PathTo($"sno_workshop-student{server}{person}_kubeconfig"));
                }
            }

            return await MeasureAsync(incidents, folder, isQuick ? 1 : 3);
        }
        finally
        {
            foreach (var each in incidents.Cast<IAsyncDisposable>().Concat(controlPlanes))
            {
                await each.DisposeAsync();
            }
        }
    }

    private static async Task<IReadOnlyList<Figure>> MeasureAsync(List<SnoIncident> incidents, TempFolder folder, int repetitions)
    {
        (string Name, int AtOnce)[] ways = [("one command", 1), ("fifty commands, ten at once", AtOnce), ("fifty commands in turn", 1)];
        var runs = ways.Select(way => (Wall: new Series(), Cpu: new Series(), Memory: new Series())).ToList();
        for (var repetition = 0; repetition < repetitions; repetition++)
        {
            foreach (var (index, way) in ways.Index())
            {
                await Task.WhenAll(incidents.Select(incident => incident.ResetAsync()));
                var before = await Task.WhenAll(incidents.Select(ClusterState.ReadAsync));
                var (wall, cpu, memory) = index == 0 ? await OneCommandAsync(folder) : await FiftyCommandsAsync(folder, way.AtOnce);
                foreach (var (server, incident) in incidents.Index())
                {
                    (await ClusterState.ReadAsync(incident)).RequireHealed(before[server]);
                }

                runs[index].Wall.Add(wall);
                runs[index].Cpu.Add(cpu);
                runs[index].Memory.Add(memory * way.AtOnce);
            }
        }

        return
        [
            .. FiguresOf("wall time", Unit.Seconds, [.. ways.Zip(runs, (way, run) => (way.Name, run.Wall))]),
            .. FiguresOf("CPU", Unit.Seconds, [.. ways.Zip(runs, (way, run) => (way.Name, run.Cpu))]),
            .. FiguresOf("peak memory", Unit.Megabytes, [.. ways.Zip(runs, (way, run) => (way.Name, run.Memory))]),
        ];
    }

    private static async Task<(double Wall, double Cpu, double Memory)> OneCommandAsync(TempFolder folder)
    {
        var run = (await Meter.RunAsync(Command.Hook("heal", "--yes", "--kubeconfig", folder.Path, "--output", "json"))).Successful();
        var results = JsonNode.Parse(run.Output)!.AsArray();
        BenchmarkException.Require(results.Count == Servers * KubeconfigsPerServer && !results.Any(result => (bool)result!["result"]!["failed"]!), "Not all clusters were healed.");
        return (run.Wall, run.Cpu, run.PeakMemory);
    }

    private static async Task<(double Wall, double Cpu, double Memory)> FiftyCommandsAsync(TempFolder folder, int atOnce)
    {
        var arguments = Directory.EnumerateFiles(folder.Path).Order(StringComparer.Ordinal).Select(file => new ModuleArguments(file)).ToList();
        try
        {
            var (wall, cpu, memory, runs) = await Meter.RunAllAsync(arguments.Select(each => each.Command), atOnce);
            BenchmarkException.Require(runs.All(run => run.Successful().ExitCode == 0), "Not all clusters were healed.");
            return (wall, cpu, memory);
        }
        finally
        {
            arguments.ForEach(each => each.Dispose());
        }
    }

    private static IEnumerable<Figure> FiguresOf(string what, Unit unit, IReadOnlyList<(string Name, Series Values)> ways) =>
    [
        .. ways.Select(way => new Figure(what, way.Name, unit, way.Values)),
        .. ways.Skip(1).Select(way => Figure.Ratio(what, way, ways[0])),
    ];
}
