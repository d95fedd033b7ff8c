using PostSoftwareHook.Benchmarks.Contestants;

namespace PostSoftwareHook.Benchmarks.Benchmarks;

/// <summary>Runs the hook and its peers in turn on the same incident: the playbook against kubernetes.core, the command against kubectl.</summary>
internal static class Contest
{
    /// <summary>Runs all of them, once unmeasured and then in turn.</summary>
    /// <param name="incident">The cluster.</param>
    /// <param name="repetitions">Number of measured runs of each.</param>
    /// <param name="before">Prepares the cluster before each run.</param>
    /// <param name="check">Checks a run by the cluster's state before it and the requests it sent.</param>
    /// <param name="withFloor">Whether to also measure a playbook that does nothing.</param>
    public static async Task<IReadOnlyList<Figure>> RunAsync(
        SnoIncident incident, int repetitions, Func<Task> before, Func<ClusterState, IReadOnlyList<AuditEntry>, Task> check, bool withFloor = false)
    {
        using var home = new TempFolder();
        var kubernetesCore = Playbook.OfKubernetesCore(home);
        (IContestant Hook, IContestant Peer)[] pairs =
            [(Playbook.OfOneTask(home), kubernetesCore), (Playbook.OfTheHook(home), kubernetesCore), (new HookCommand(), new KubectlScript(home))];
        var contestants = pairs.SelectMany(pair => (IContestant[])[pair.Hook, pair.Peer]).Concat(withFloor ? [Playbook.OfNothing(home)] : []).Distinct().ToList();
        var runs = contestants.ToDictionary(contestant => contestant.Name, _ => new List<(ContestRun Run, int Requests)>());
        for (var repetition = 0; repetition <= repetitions; repetition++)
        {
            foreach (var contestant in contestants)
            {
                await before();
                var state = await ClusterState.ReadAsync(incident);
                var mark = await incident.ControlPlane.Audit.MarkAsync();
                var run = await contestant.RunAsync(incident.ControlPlane.Kubeconfig);
                var requests = await incident.ControlPlane.Audit.SinceAsync(mark);
                await check(state, requests);
                if (repetition > 0)
                {
                    runs[contestant.Name].Add((run, requests.Count));
                }
            }
        }

        return [.. FiguresOf(runs, [.. pairs.Select(pair => (pair.Hook.Name, pair.Peer.Name))])];
    }

    private static IEnumerable<Figure> FiguresOf(
        Dictionary<string, List<(ContestRun Run, int Requests)>> runs, IReadOnlyList<(string Hook, string Peer)> pairs)
    {
        foreach (var (what, unit, value) in Measures())
        {
            var series = runs.ToDictionary(entry => entry.Key, entry => new Series(entry.Value.Select(value)));
            foreach (var (name, values) in series)
            {
                yield return new(what, name, unit, values);
            }

            foreach (var (hook, peer) in pairs.Where(_ => unit == Unit.Seconds))
            {
                yield return Figure.Ratio(what, (peer, series[peer]), (hook, series[hook]));
            }
        }
    }

    private static IEnumerable<(string What, Unit Unit, Func<(ContestRun Run, int Requests), double> Value)> Measures() =>
    [
        ("wall time", Unit.Seconds, each => each.Run.Whole.Wall),
        ("CPU of the whole command", Unit.Seconds, each => each.Run.Whole.Cpu),
        ("CPU without Ansible's", Unit.Seconds, each => each.Run.Inside),
        ("API requests", Unit.Requests, each => each.Requests),
    ];
}
