namespace PostSoftwareHook.Propagation;

/// <summary>Builds the result of a run from its rounds.</summary>
internal static class ResultBuilder
{
    private const string NotItsTurn = "not attempted: the run ended, or an earlier write in this namespace failed";

    /// <summary>The result of a run that ends after the plan.</summary>
    /// <param name="purpose">The purpose of the run.</param>
    /// <param name="round">The observed state and the plan.</param>
    /// <param name="problem">Why nothing could be planned, or null.</param>
    public static RunResult OfPlan(Purpose purpose, Round round, string? problem) => OfPlan(purpose, round, problem, round.Diagnosis is null ? [] : [.. ClusterConditions.Judge(round, [])]);

    private static RunResult OfPlan(Purpose purpose, Round round, string? problem, IReadOnlyList<UnmetCondition> unmet) => new()
    {
        Purpose = purpose,
        Problem = problem,
        Failed = problem is not null || round.Plan.Targets.Any(HasFailed) || unmet.Count > 0,
        Unmet = unmet,
        Cluster = round.Snapshot.Cluster,
        Diagnosis = round.Diagnosis,
        Targets = [.. round.Plan.Targets.Select(target => TargetOf(target, [round], [], isPlanned: true))],
        Changes = [.. round.Plan.Changes],
        Catalogs = CatalogsOf(round.Snapshot),
        Notices = [.. round.Plan.Notices, .. ServingCatalogs.Notices(round.Snapshot, round.Plan.Changes)],
    };

    /// <summary>The result of a run that may write, or of a verification.</summary>
    /// <param name="purpose">The purpose of the run.</param>
    /// <param name="rounds">The rounds, starting with that of the run's plan; at least one.</param>
    /// <param name="unmet">The conditions not met at the end.</param>
    /// <param name="interruption">Why the run stopped early, or null.</param>
    public static RunResult OfRun(Purpose purpose, IReadOnlyList<Round> rounds, IReadOnlyList<UnmetCondition> unmet, string? interruption)
    {
        var latest = rounds[^1];
        var hasFailed = interruption is not null || unmet.Any(condition => condition.IsFailure);
        return new()
        {
            Purpose = purpose,
            Problem = interruption,
            Failed = hasFailed,
            Cluster = latest.Snapshot.Cluster,
            Diagnosis = hasFailed && latest.Diagnosis?.Verdict != Verdict.Healthy ? latest.Diagnosis : rounds[0].Diagnosis,
            Targets = [.. latest.Plan.Targets.Select(target => TargetOf(target, rounds, unmet, isPlanned: false))],
            Changes = [.. rounds.SelectMany(round => round.Applied).Where(applied => applied.IsEffective).Select(applied => applied.Change)],
            Unmet = unmet,
            Catalogs = CatalogsOf(latest.Snapshot),
            Notices = [.. latest.Plan.Notices, .. rounds.SelectMany(round => ServingCatalogs.Notices(round.Snapshot, round.Applied.Where(applied => applied.IsEffective).Select(applied => applied.Change)))],
        };
    }

    /// <summary>The result of a run that only verifies.</summary>
    public static RunResult OfVerification(Round round, IReadOnlyList<UnmetCondition> unmet, string? interruption) =>
        OfRun(Purpose.Verify, [round with { Plan = Verification.Judged(round.Plan) }], unmet, interruption);

    private static bool HasFailed(TargetPlan target) =>
        target.Problem is not null || target.Secret?.Action == ItemAction.Conflict || target.Pods.Any(pod => pod.Action == ItemAction.Failed);

    private static TargetResult TargetOf(TargetPlan latest, IReadOnlyList<Round> rounds, IReadOnlyList<UnmetCondition> unmet, bool isPlanned)
    {
        var plans = rounds.Select(round => round.Plan.Targets.FirstOrDefault(target => target.Namespace == latest.Namespace)).OfType<TargetPlan>().ToList();
        var applied = rounds.SelectMany(round => round.Applied).Where(change => change.Change.Namespace == latest.Namespace).ToList();
        var hasFailed = unmet.Any(condition => condition.IsFailure && condition.Subject.Namespace == latest.Namespace);

        var status = latest switch
        {
            _ when hasFailed || (isPlanned && HasFailed(latest)) => TargetStatus.Failed,
            _ when applied.Any(change => change.IsEffective) || (isPlanned && latest.Changes.Any()) => TargetStatus.Healed,
            _ when latest.IsPending || applied.Any(change => change.Action == ItemAction.Pending) => TargetStatus.Pending,
            _ => TargetStatus.Unchanged,
        };

        return new(
            latest.Namespace,
            status,
            latest.Problem,
            latest.LeftAlone,
            SecretOf(latest, plans, applied, isPlanned),
            [.. AccountNames(plans).Select(name => AccountOf(name, plans, applied, isPlanned))],
            [.. RestartedPods(plans, applied, isPlanned), .. LeftPods(latest, applied, isPlanned)]);
    }

    private static SecretResult? SecretOf(TargetPlan latest, List<TargetPlan> plans, List<AppliedChange> applied, bool isPlanned)
    {
        var step = plans.Select(plan => plan.Secret).LastOrDefault(secret => secret is not null);
        if (step is null)
        {
            return null;
        }

        var (action, reason) = OutcomeOf(step, [.. applied.Where(change => change.Change is WriteSecret or DeleteSecret)], isPlanned);
        return new(step.Name, action, latest.Hosts, reason);
    }

    private static IEnumerable<string> AccountNames(List<TargetPlan> plans) =>
        plans.SelectMany(plan => plan.ServiceAccounts).Select(step => step.Name).Distinct().Order(StringComparer.Ordinal);

    private static ServiceAccountResult AccountOf(string name, List<TargetPlan> plans, List<AppliedChange> applied, bool isPlanned)
    {
        var step = plans.SelectMany(plan => plan.ServiceAccounts).Last(step => step.Name == name);
        var (action, reason) = OutcomeOf(step, [.. applied.Where(change => change.Change is RewriteLinks && change.Change.Name == name)], isPlanned);
        return new(name, action, reason);
    }

    /// <summary>The outcome for an object over all rounds: a change that took effect, else the last attempt, else the planned reason for leaving it unchanged.</summary>
    private static (ItemAction Action, string? Reason) OutcomeOf(PlanStep step, List<AppliedChange> done, bool isPlanned) =>
        Best(done) switch
        {
            { } best => (best.Action, best.Reason),
            null when step.Change is null || isPlanned => (step.Action, step.Reason),
            _ => (ItemAction.Skipped, NotItsTurn),
        };

    /// <summary>The change that took effect, else the last attempt; null if there was none.</summary>
    private static AppliedChange? Best(List<AppliedChange> done) => done.FirstOrDefault(change => change.IsEffective) ?? done.LastOrDefault();

    private static IEnumerable<PodResult> RestartedPods(List<TargetPlan> plans, List<AppliedChange> applied, bool isPlanned) =>
        from step in plans.SelectMany(plan => plan.Pods).Where(step => step.Change is not null).DistinctBy(step => step.Pod.Uid)
        let done = Best([.. applied.Where(change => change.Change is Restart restart && restart.Pod.Uid == step.Pod.Uid)])
        where isPlanned || done is not null
        select new PodResult(step, done?.Action ?? step.Action, done?.Reason ?? step.Reason);

    private static IEnumerable<PodResult> LeftPods(TargetPlan latest, List<AppliedChange> applied, bool isPlanned) =>
        from step in latest.Pods
        where step.Change is null || !(isPlanned || applied.Any(change => change.Change is Restart restart && restart.Pod.Uid == step.Pod.Uid))
        let isLeft = step.Change is null
        select new PodResult(step, isLeft ? step.Action : ItemAction.Skipped, isLeft ? step.Reason : NotItsTurn);

    private static List<CatalogResult> CatalogsOf(ClusterSnapshot snapshot) =>
    [
        .. from ns in snapshot.Namespaces
           from catalog in ns.CatalogSources
           let pods = ns.Pods.Where(pod => pod.Owner?.Uid == catalog.Uid && !pod.IsUpdatePoll && !pod.IsTerminating).ToList()
           select new CatalogResult(ns.Name, catalog.Name, catalog.State, catalog.IsReady && pods.All(pod => pod.IsReadyOrCompleted)),
    ];
}
