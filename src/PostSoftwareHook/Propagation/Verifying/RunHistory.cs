namespace PostSoftwareHook.Propagation;

/// <summary>
/// The rounds of a run, and what the next round needs: the remaining writes, the namespaces to wait for, and whether to stop.
/// Times are relative to the start of the run.
/// </summary>
internal sealed class RunHistory(Settings settings)
{
    /// <summary>How many rounds of a run may restart pods of one owner. If they are still stuck then, a restart does not help.</summary>
    public const int MaxRestarts = 2;

    /// <summary>
    /// How long to wait for a new pod that the registry refuses. This covers the kubelet's first two retries, in case the refusal
    /// is temporary.
    /// </summary>
    private static readonly TimeSpan RejectionPatience = TimeSpan.FromSeconds(30);

    /// <summary>How long to wait for the serviceaccounts of a namespace that existed when the run began.</summary>
    private static readonly TimeSpan FillingPatience = TimeSpan.FromSeconds(10);

    private readonly List<Round> _rounds = [];
    private TimeSpan _lastChange;

    /// <summary>The first round, every round that wrote something, and the latest one. Other rounds are dropped, so that a long wait does not accumulate snapshots.</summary>
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

    /// <summary><paramref name="plan"/> without restarts of pods whose owner had pods restarted <see cref="MaxRestarts"/> times already.</summary>
    public Plan WithoutEndlessRestarts(Plan plan) => plan with
    {
        Targets = [.. plan.Targets.Select(target => target with { Pods = [.. target.Pods.Select(WithoutEndlessRestart)] })],
    };

    /// <summary>The part of <paramref name="plan"/> that may still be written: namespaces in which a write failed are left out.</summary>
    public Plan Remaining(Plan plan)
    {
        var failed = _rounds.SelectMany(round => round.Applied).Where(applied => applied.Action is ItemAction.Failed or ItemAction.Conflict)
            .Select(applied => applied.Change.Namespace).ToHashSet();
        return plan with { Targets = [.. plan.Targets.Where(target => !failed.Contains(target.Namespace))] };
    }

    /// <summary>Whether the run can stop: the latest round wrote nothing, and waiting cannot resolve any unmet condition.</summary>
    public bool IsSettled(IReadOnlyList<UnmetCondition> unmet, TimeSpan elapsed) =>
        !settings.Wait
        || (_rounds[^1].Applied.Count == 0
            && unmet.All(condition => condition.CannotRecover || (condition.IsRefusal && elapsed - _lastChange >= RejectionPatience)));

    /// <summary>
    /// The named target namespaces that the run still waits for: they do not exist, or have no serviceaccount to link, or only that of
    /// the klusterlet's operator. A namespace that existed from the start is waited for only briefly; otherwise every later run would
    /// wait for the whole time.
    /// </summary>
    public IReadOnlyList<string> AwaitedNamespaces(TimeSpan elapsed) =>
        elapsed >= settings.WaitForNamespaces
            ? []
            : [.. _rounds[^1].Plan.Targets
                .Where(target => target.IsPending || (target is { LeftAlone: null, ServiceAccounts.Count: 0 } && MayStillFill(target.Namespace, elapsed)) || HasOperatorAlone(target.Namespace))
                .Select(target => target.Namespace).Intersect(settings.NamedNamespaces)];

    /// <summary>
    /// The namespaces that the next round must read: those given by name, in which something may still appear, those with a condition
    /// that may still be met, and those just written to.
    /// </summary>
    public IReadOnlySet<string> NamespacesToRead(IReadOnlyList<UnmetCondition> unmet, IReadOnlyList<string> awaited) =>
        unmet.Where(condition => !condition.CannotRecover).Select(condition => condition.Subject.Namespace).OfType<string>()
            .Concat(awaited).Concat(settings.NamedNamespaces).Concat(_rounds[^1].Applied.Select(applied => applied.Change.Namespace)).ToHashSet();

    /// <summary>
    /// An import first brings the operator; once its pod runs, it makes the agents' serviceaccounts, named after the Klusterlet
    /// (open-cluster-management-io/ocm, manifests/klusterlet).
    /// </summary>
    private bool HasOperatorAlone(string ns) =>
        _rounds[^1].Snapshot is var snapshot
        && snapshot.Find(ns)?.ServiceAccounts.Any(account => account.Name == "klusterlet") == true
        && !snapshot.Namespaces.Any(each => each.ServiceAccounts.Any(account => account.Name.StartsWith("klusterlet-", StringComparison.Ordinal)));

    private bool MayStillFill(string ns, TimeSpan elapsed) => _rounds[0].Snapshot.Find(ns) is null || elapsed < FillingPatience;

    private PodStep WithoutEndlessRestart(PodStep step) => step.Change is null || RestartsOf(step.Change) < MaxRestarts ? step : step with
    {
        Action = ItemAction.Failed,
        Change = null,
        Hindrance = $"{step.Pod.Owner} was restarted {MaxRestarts} times already",
    };

    /// <summary>Whether the run has restarted a pod of the same maker in <paramref name="ns"/>.</summary>
    public bool HasRestarted(string ns, PodSnapshot pod) => RestartsOf(ns, pod) > 0;

    /// <summary>
    /// Whether <paramref name="account"/> may be linked before a pod needs it: if the run has just begun or the account is new, or if the
    /// run meant to from the start. Otherwise a run would do more than its plan said, because pods have become Ready meanwhile.
    /// </summary>
    public bool MayPrevent(string ns, string account) =>
        _rounds.Count == 0
        || _rounds[0].Snapshot.Find(ns)?.ServiceAccounts.Any(known => known.Name == account) != true
        || _rounds[0].Plan.Targets.Any(target => target.Namespace == ns && target.ServiceAccounts.Any(step => step.Name == account));

    private int RestartsOf(Change change) => change is Restart planned ? RestartsOf(planned.Namespace, planned.Pod) : 0;

    private int RestartsOf(string ns, PodSnapshot pod) =>
        _rounds.Count(round => round.Applied.Any(applied => applied.IsEffective && applied.Change is Restart restart && restart.Namespace == ns && pod.HasMakerOf(restart.Pod)));
}
