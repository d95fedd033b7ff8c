using System.Diagnostics;

namespace PostSoftwareHook.Benchmarks.Benchmarks;

/// <summary>Downtime of the pods, compared with the shortest possible.</summary>
internal sealed class RecoveryTime : IBenchmark
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public string Name => "recovery";

    /// <inheritdoc/>
    public string Title => "From the start of the run to the last pod running";

    /// <inheritdoc/>
    public string Method => """
        *hook* is the executable as Ansible calls it, started on the incident begun anew. *floor* is the least that could do: a process that runs
        already, knows beforehand what is to be done and has every body ready, opens one connection and sends nothing but the writes, all that may be
        at once at once: the copies and links, and each pod's deletion as soon as its copy and its link are there. What remains is the server, the
        kubelet's and the operators' actors, and the pulls.
        """;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Figure>> RunAsync(bool isQuick)
    {
        await using var controlPlane = await ControlPlane.StartAsync();
        await using var incident = await SnoIncident.CreateAsync(controlPlane);
        var (hook, floor, after) = (new Series(), new Series(), new Series());
        for (var repetition = 0; repetition < (isQuick ? 1 : 9); repetition++)
        {
            var (recovered, ended) = await MeasureAsync(incident, () => Task.FromResult<Func<Task>>(() => Module.RunAsync(incident)));
            hook.Add(recovered);
            after.Add(ended - recovered);

            using var api = new RawApi(controlPlane);
            floor.Add((await MeasureAsync(incident, async () =>
            {
                var writes = await RecoveryWrites.PrepareAsync(incident);
                return () => writes.SendAsync(api);
            })).Recovered);
        }

        return
        [
            new("until the last pod runs", "hook", Unit.Seconds, hook),
            new("until the last pod runs", "floor", Unit.Seconds, floor),
            Figure.Ratio("until the last pod runs", ("hook", hook), ("floor", floor)),
            new("from then until the run ends", "hook", Unit.Seconds, after),
        ];
    }

    /// <summary>Resets the incident, heals it, and returns the seconds until it recovered and until the healing ended.</summary>
    private static async Task<(double Recovered, double Ended)> MeasureAsync(SnoIncident incident, Func<Task<Func<Task>>> prepare)
    {
        await incident.ResetAsync();
        var before = await ClusterState.ReadAsync(incident);
        var heal = await prepare();
        var clock = Stopwatch.StartNew();
        var healing = heal();
        await incident.WaitUntilReadyAsync(ClusterState.Healed, Patience);
        var recovered = clock.Elapsed.TotalSeconds;
        await healing;
        var ended = clock.Elapsed.TotalSeconds;
        (await ClusterState.ReadAsync(incident)).RequireHealed(before);
        return (recovered, ended);
    }
}
