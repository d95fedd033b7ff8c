using PostSoftwareHook.Contract;

namespace PostSoftwareHook.Propagation;

/// <summary>Makes the result out of what the rounds of a run saw and did.</summary>
internal static class ReportBuilder
{
    private const string NotItsTurn = "the run ended, or an earlier write in this namespace failed, before its turn";

    /// <summary>The result of check mode, or of a diagnosis: the plan and nothing done.</summary>
    public static Report OfPlan(Round round, string? problem) => new()
    {
        Changed = round.Plan.Changes.Any(),
        Failed = problem is not null || round.Plan.Targets.Any(HasFailed),
        Msg = problem ?? Sentence.OfPlan(round),
        Cluster = round.Snapshot.Cluster,
        Diagnosis = DiagnosisOf(round.Diagnosis),
        Targets = [.. round.Plan.Targets.Select(target => TargetOf(target, [round], [], isPlanned: true))],
        CatalogSources = CatalogsOf(round.Snapshot),
        Warnings = round.Plan.Warnings,
    };

    /// <summary>The result of a run that acted.</summary>
    /// <param name="rounds">All rounds, the run's plan first; at least one.</param>
    /// <param name="outstanding">What is missing at the end.</param>
    /// <param name="interruption">Why the run stopped early, or null.</param>
    public static Report OfRun(IReadOnlyList<Round> rounds, IReadOnlyList<UnmetCondition> outstanding, string? interruption)
    {
        var latest = rounds[^1];
        var hasFailed = interruption is not null || outstanding.Any(item => item.IsFailure);
        var targets = latest.Plan.Targets.Select(target => TargetOf(target, rounds, outstanding, isPlanned: false)).ToList();
        return new()
        {
            Changed = rounds.SelectMany(round => round.Applied).Any(applied => applied.IsEffective),
            Failed = hasFailed,
            Msg = interruption ?? Sentence.OfRun(rounds, targets, outstanding),
            Cluster = latest.Snapshot.Cluster,
            Diagnosis = DiagnosisOf(hasFailed && latest.Diagnosis?.Verdict != Verdict.Healthy ? latest.Diagnosis : rounds[0].Diagnosis),
            Targets = targets,
            CatalogSources = CatalogsOf(latest.Snapshot),
            Warnings =
            [
                .. latest.Plan.Warnings,
                .. outstanding.Where(item => !item.IsFailure).Select(item => $"{item.Namespace}: {item.Message}."),
            ],
        };
    }

    /// <summary>The result of a run that only looked.</summary>
    public static Report OfVerification(Round round, IReadOnlyList<UnmetCondition> outstanding, string? interruption) =>
        OfRun([round with { Plan = Verification.Judged(round.Plan) }], outstanding, interruption) with
        {
            Msg = interruption ?? Sentence.OfVerification(round, outstanding),
        };

    private static bool HasFailed(TargetPlan target) =>
        target.Problem is not null || target.Secret?.Action == ItemAction.Conflict || target.Pods.Any(pod => pod.Action == ItemAction.Failed);

    private static DiagnosisReport? DiagnosisOf(Diagnosis? diagnosis) => diagnosis is null
        ? null
        : new(diagnosis.Verdict, diagnosis.Evidence, new(diagnosis.RegistriesNeeded, diagnosis.RegistriesInSource)) { Pods = diagnosis.Pods, Source = diagnosis.Source };

    private static TargetReport TargetOf(TargetPlan latest, IReadOnlyList<Round> rounds, IReadOnlyList<UnmetCondition> outstanding, bool isPlanned)
    {
        var plans = rounds.Select(round => round.Plan.Targets.FirstOrDefault(target => target.Namespace == latest.Namespace)).OfType<TargetPlan>().ToList();
        var applied = rounds.SelectMany(round => round.Applied).Where(change => change.Change.Namespace == latest.Namespace).ToList();
        var missing = outstanding.Where(item => item.Namespace == latest.Namespace && item.IsFailure).Select(item => item.Message.TrimEnd('.')).ToList();

        var status = latest switch
        {
            _ when missing.Count > 0 || (isPlanned && HasFailed(latest)) => TargetStatus.Failed,
            _ when applied.Any(change => change.IsEffective) || (isPlanned && latest.Changes.Any()) => TargetStatus.Healed,
            _ when latest.IsPending || applied.Any(change => change.Action == ItemAction.Pending) => TargetStatus.Pending,
            _ => TargetStatus.Unchanged,
        };

        return new(
            latest.Namespace,
            status,
            missing.Count > 0 ? string.Join("; ", missing) : latest.Problem ?? latest.LeftAlone,
            SecretOf(latest, plans, applied, isPlanned),
            [.. AccountNames(plans).Select(name => AccountOf(name, plans, applied, isPlanned))],
            [.. RestartedPods(plans, applied, isPlanned), .. LeftPods(latest, applied, isPlanned)])
        {
            Failures = missing,
        };
    }

    private static SecretReport? SecretOf(TargetPlan latest, List<TargetPlan> plans, List<AppliedChange> applied, bool isPlanned)
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

    private static ServiceAccountReport AccountOf(string name, List<TargetPlan> plans, List<AppliedChange> applied, bool isPlanned)
    {
        var step = plans.SelectMany(plan => plan.ServiceAccounts).Last(step => step.Name == name);
        var (action, reason) = OutcomeOf(step, [.. applied.Where(change => change.Change is RewriteLinks && change.Change.Name == name)], isPlanned);
        return new(name, action, reason);
    }

    /// <summary>What was really done with an object over all rounds: a change that worked, else the last try, else the plan's word for leaving it.</summary>
    private static (ItemAction Action, string? Reason) OutcomeOf(PlanStep step, List<AppliedChange> done, bool isPlanned) =>
        Best(done) switch
        {
            { } best => (best.Action, best.Reason),
            null when step.Change is null || isPlanned => (step.Action, step.Reason),
            _ => (ItemAction.Skipped, NotItsTurn),
        };

    /// <summary>The change that worked, else the last try; null where there was none.</summary>
    private static AppliedChange? Best(List<AppliedChange> done) => done.FirstOrDefault(change => change.IsEffective) ?? done.LastOrDefault();

    private static IEnumerable<PodReport> RestartedPods(List<TargetPlan> plans, List<AppliedChange> applied, bool isPlanned) =>
        from step in plans.SelectMany(plan => plan.Pods).Where(step => step.Change is not null).DistinctBy(step => step.Pod.Uid)
        let done = Best([.. applied.Where(change => change.Change is RestartPod restart && restart.Pod.Uid == step.Pod.Uid)])
        where isPlanned || done is not null
        select new PodReport(step.Pod.Name, step.Pod.Owner?.ToString(), done?.Action ?? step.Action, done?.Reason ?? step.Reason) { Step = step };

    private static IEnumerable<PodReport> LeftPods(TargetPlan latest, List<AppliedChange> applied, bool isPlanned) =>
        from step in latest.Pods
        where step.Change is null || !(isPlanned || applied.Any(change => change.Change is RestartPod restart && restart.Pod.Uid == step.Pod.Uid))
        let isLeft = step.Change is null
        select new PodReport(step.Pod.Name, step.Pod.Owner?.ToString(), isLeft ? step.Action : ItemAction.Skipped, isLeft ? step.Reason : NotItsTurn) { Step = step };

    private static List<CatalogSourceReport> CatalogsOf(ClusterSnapshot snapshot) =>
    [
        .. from ns in snapshot.Namespaces
           from catalog in ns.CatalogSources
           let pods = ns.Pods.Where(pod => pod.Owner?.Uid == catalog.Uid && !pod.IsUpdatePoll && !pod.IsTerminating).ToList()
           select new CatalogSourceReport(ns.Name, catalog.Name, catalog.State, catalog.IsReady && pods.All(pod => pod.IsReadyOrCompleted)),
    ];
}
