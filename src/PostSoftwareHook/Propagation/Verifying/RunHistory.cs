namespace PostSoftwareHook.Propagation;

/// <summary>
/// What a run has seen and done so far, and what follows from that for its next round: what is still to be written, which
/// namespaces to wait for, and when another look is of no use. Times are those since the run began.
/// </summary>
internal sealed class RunHistory(Settings settings)
{
    /// <summary>How often one owner's pods are restarted in a run; whatever keeps it stuck after that is not what a restart mends.</summary>
    public const int MaxRestarts = 2;

    /// <summary>
    /// How long a new pod may be refused before waiting for it is given up: the kubelet's first two retries, in case the
    /// registry's no was a passing one.
    /// </summary>
    private static readonly TimeSpan RejectionPatience = TimeSpan.FromSeconds(30);

    /// <summary>How long a namespace that was there when the run began may take to get its serviceaccounts.</summary>
    private static readonly TimeSpan FillingPatience = TimeSpan.FromSeconds(10);

    private readonly List<Round> _rounds = [];
    private TimeSpan _lastChange;

    /// <summary>The run's plan, every round that wrote something, and the latest look; a long wait's other looks are forgotten.</summary>
    public IReadOnlyList<Round> Rounds => _rounds;

    /// <summary>Adds a round that ended at <paramref name="elapsed"/>.</summary>
    public void Add(Round round, TimeSpan elapsed)
    {
        if (_rounds.Count > 1 && _rounds[^1].Applied.Count == 0)
        {
            _rounds.RemoveAt(_rounds.Count - 1);
        }

        _rounds.Add(round);
        if (round.Applied.Count > 0)
        {
            _lastChange = elapsed;
        }
    }

    /// <summary><paramref name="plan"/> without restarts of owners whose pods were restarted <see cref="MaxRestarts"/> times already.</summary>
    public Plan WithoutEndlessRestarts(Plan plan) => plan with
    {
        Targets = [.. plan.Targets.Select(target => target with { Pods = [.. target.Pods.Select(WithoutEndlessRestart)] })],
    };

    /// <summary>What is left to write of <paramref name="plan"/>; where a write failed, the namespace is left alone from then on.</summary>
    public Plan Remaining(Plan plan)
    {
        var failed = _rounds.SelectMany(round => round.Applied).Where(applied => applied.Action is ItemAction.Failed or ItemAction.Conflict)
            .Select(applied => applied.Change.Namespace).ToHashSet();
        return plan with { Targets = [.. plan.Targets.Where(target => !failed.Contains(target.Namespace))] };
    }

    /// <summary>Whether another look would be of no use: nothing was just written, and waiting can't mend what is missing.</summary>
    public bool IsSettled(IReadOnlyList<UnmetCondition> unmet, TimeSpan elapsed) =>
        !settings.Wait
        || (_rounds[^1].Applied.Count == 0
            && unmet.All(condition => condition.CannotRecover || (condition.IsRefusal && elapsed - _lastChange >= RejectionPatience)));

    /// <summary>
    /// Named target namespaces that the run still waits for: not there, or with nothing in them to link. One that was there all
    /// along without anything to link gets a moment only, or every later run would wait in vain.
    /// </summary>
    public IReadOnlyList<string> AwaitedNamespaces(TimeSpan elapsed) =>
        elapsed >= settings.WaitForNamespaces
            ? []
            : [.. _rounds[^1].Plan.Targets
                .Where(target => target.IsPending || (target is { LeftAlone: null, ServiceAccounts.Count: 0 } && MayStillFill(target.Namespace, elapsed)))
                .Select(target => target.Namespace).Intersect(settings.NamedNamespaces)];

    /// <summary>The namespaces that the next look must read: those where something is missing that may come, that are awaited, or that were just written to.</summary>
    public IReadOnlySet<string> NamespacesToRead(IReadOnlyList<UnmetCondition> unmet, IReadOnlyList<string> awaited) =>
        unmet.Where(condition => !condition.CannotRecover).Select(condition => condition.Subject.Namespace).OfType<string>()
            .Concat(awaited).Concat(_rounds[^1].Applied.Select(applied => applied.Change.Namespace)).ToHashSet();

    private bool MayStillFill(string ns, TimeSpan elapsed) => _rounds[0].Snapshot.Find(ns) is null || elapsed < FillingPatience;

    private PodStep WithoutEndlessRestart(PodStep step) => step.Change is null || RestartsOf(step.Change) < MaxRestarts ? step : step with
    {
        Action = ItemAction.Failed,
        Change = null,
        Hindrance = $"{step.Pod.Owner} was restarted {MaxRestarts} times already",
    };

    private int RestartsOf(Change change) => change is not Restart planned
        ? 0
        : _rounds.Count(round => round.Applied.Any(applied => applied.IsEffective && applied.Change is Restart restart && restart.Namespace == planned.Namespace && restart.Pod.Maker == planned.Pod.Maker));
}
