using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.Run;

/// <summary>Reads the cluster, asks what that leaves open, and computes a round from it: the diagnosis and the plan.</summary>
internal sealed class Observer(RunSession session, Settings settings, RunHistory history)
{
    /// <summary>A pod that waited longer ago than this may be Ready by now, and must then be left alone.</summary>
    private static readonly TimeSpan LongAgo = TimeSpan.FromSeconds(2);

    /// <summary>Reads everything.</summary>
    public async Task<(Round Round, DesiredSecret Desired)> ObserveAsync()
    {
        var snapshot = await session.Reader.ReadAsync().ConfigureAwait(false);
        var desired = DesiredSecret.From(snapshot.Sources, settings);
        var round = await InvestigatedAsync(Plan(snapshot, desired), desired).ConfigureAwait(false);
        session.LogDecisions(round.Plan);
        return (round, desired);
    }

    /// <summary>Reads <paramref name="namespaces"/> again; everything else is taken from <paramref name="round"/>.</summary>
    public async Task<Round> RefreshAsync(Round round, DesiredSecret desired, IReadOnlySet<string> namespaces) =>
        await InvestigatedAsync(Plan((await session.Reader.RefreshAsync(round.Snapshot, namespaces).ConfigureAwait(false)).Remembering(round.Snapshot), desired), desired).ConfigureAwait(false);

    /// <summary>Asks what the round leaves open. Answers take time; where they took long, the plan is made from what the cluster is now.</summary>
    private async Task<Round> InvestigatedAsync(Round round, DesiredSecret desired)
    {
        var questions = Questions.Of(round.Snapshot, round.Plan, desired, settings);
        if (questions.IsEmpty)
        {
            return round;
        }

        var start = session.Elapsed;
        session.Say(new(RunStep.Investigating, questions.Subjects));
        var snapshot = await session.Investigator.AskAsync(round.Snapshot, questions).ConfigureAwait(false);
        if (session.Elapsed - start > LongAgo)
        {
            snapshot = (await session.Reader.RefreshAsync(snapshot, snapshot.Namespaces.Select(ns => ns.Name).ToHashSet()).ConfigureAwait(false)).Remembering(snapshot);
        }

        return Plan(snapshot, desired);
    }

    private Round Plan(ClusterSnapshot snapshot, DesiredSecret desired)
    {
        var diagnosis = Diagnosis.Of(snapshot, desired, settings, history.HasRestarted);
        return new(snapshot, diagnosis, history.WithoutEndlessRestarts(Planner.Plan(snapshot, diagnosis, desired, settings, history.MayPrevent)), []);
    }
}
