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
        *hook* is the executable as Ansible calls it, on the incident after a reset. *floor* is a lower bound: a process that is already running, with
        all request bodies prepared, opens one connection and sends only the writes, as parallel as possible: copies and links at once, and each pod's
        deletion as soon as its copy and link exist. The rest of the time is spent by the server, the actors for the kubelet and the operators, and the
        pulls.
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
