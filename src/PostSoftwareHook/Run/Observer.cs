using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.Run;

/// <summary>Reads the cluster and computes a round from it: the diagnosis and the plan.</summary>
internal sealed class Observer(RunSession session, Settings settings, RunHistory history)
{
    /// <summary>Reads everything; the nodes only if they may explain the problem.</summary>
    public async Task<(Round Round, DesiredSecret Desired)> ObserveAsync()
    {
        var snapshot = await session.Reader.ReadAsync().ConfigureAwait(false);
        var desired = DesiredSecret.From(snapshot.Sources, settings);
        var round = Plan(snapshot, desired);
        if (round.NeedsNodeStatus)
        {
            round = Plan(await session.Reader.WithNodesAsync(snapshot).ConfigureAwait(false), desired);
        }

        session.LogDecisions(round.Plan);
        return (round, desired);
    }

    /// <summary>Reads <paramref name="namespaces"/> again; everything else is taken from <paramref name="round"/>.</summary>
    public async Task<Round> RefreshAsync(Round round, DesiredSecret desired, IReadOnlySet<string> namespaces) =>
        Plan((await session.Reader.RefreshAsync(round.Snapshot, namespaces).ConfigureAwait(false)).Remembering(round.Snapshot), desired);

    private Round Plan(ClusterSnapshot snapshot, DesiredSecret desired)
    {
        var diagnosis = Diagnosis.Of(snapshot, desired, settings);
        return new(snapshot, diagnosis, history.WithoutEndlessRestarts(Planner.Plan(snapshot, diagnosis, desired, settings)), []);
    }
}
