namespace PostSoftwareHook.Propagation;

/// <summary>Checks a cluster without writing: what heal would still change, and what is not ready yet.</summary>
internal static class Verification
{
    /// <summary>
    /// The unmet conditions. A missing link or copy is a failure if pods are stuck because of it, or if a copy created by this tool
    /// shows that the namespace was healed before. Otherwise it is a warning: the cluster was never healed and works without it.
    /// </summary>
    public static IReadOnlyList<UnmetCondition> Judge(Round round) =>
    [
        .. round.Snapshot.IsDown ? [new(Subject.Nodes, $"0 of {round.Snapshot.Nodes!.Count} are Ready", IsFailure: true, CannotRecover: true)] : Array.Empty<UnmetCondition>(),
        .. round.Plan.Targets.Where(target => target.Problem is not null).Select(target => new UnmetCondition(Subject.NamespaceOf(target.Namespace), target.Problem!, IsFailure: true, CannotRecover: true, IsSentence: true)),
        .. ClusterConditions.Judge(round, []),
        .. round.Plan.Targets.SelectMany(target => round.Snapshot.Find(target.Namespace) is { } ns && target.LeftAlone is null ? Judge(target, ns) : []),
    ];

    /// <summary>The plan of a run that only verifies: each planned write becomes a missing item.</summary>
    public static Plan Judged(Plan plan) => plan with
    {
        Targets = [.. plan.Targets.Select(target => target with
        {
            Secret = target.Secret is { } secret ? Judged(secret) : null,
            ServiceAccounts = [.. target.ServiceAccounts.Select(Judged)],
            Pods = [.. target.Pods.Select(pod => pod.Change is null ? pod : pod with { Action = ItemAction.Failed, Change = null })],
        })],
    };

    private static PlanStep Judged(PlanStep step) => step switch
    {
        { Change: null } => step,
        { Action: ItemAction.Adopted } => step with { Action = ItemAction.Unchanged, Reason = "it has the same content as the source, but isn't marked as ours", Change = null },
        _ => step with { Action = ItemAction.Pending, Reason = Lack(step.Action), Change = null },
    };

    private static string Lack(ItemAction action) => action switch
    {
        ItemAction.Linked => "it doesn't carry the secret",
        ItemAction.Created => "it isn't there",
        _ => "it differs from the source",
    };

    private static IEnumerable<UnmetCondition> Judge(TargetPlan target, NamespaceSnapshot ns)
    {
        var isNeeded = ns.Secret is { IsOurs: true } || target.Pods.Any(pod => pod.Change is not null);
        return
        [
            .. target.Secret is { Action: ItemAction.Conflict } conflict ? [new(Subject.Secret(ns.Name, conflict.Name), conflict.Reason!, IsFailure: true, CannotRecover: true, IsSentence: true)] : Array.Empty<UnmetCondition>(),
            .. target.Pods.Where(pod => pod.Action == ItemAction.Failed).Select(pod => UnmetCondition.Of(
                Subject.Pod(ns.Name, pod.Pod), $"is stuck: {pod.Reason}", cannotRecover: pod.Verdict != Verdict.Unknown, isUnknown: pod.Verdict == Verdict.Unknown)),
            .. target.Pods.Where(pod => pod.Change is not null).Select(pod => UnmetCondition.Of(Subject.Pod(ns.Name, pod.Pod), $"is stuck: {pod.Reason}")),
            .. Lacking(target, isNeeded),
            .. from pod in ns.Pods
               where pod is { IsReadyOrCompleted: false, IsTerminating: false, Stuck.Count: 0, Owner: not null } && target.ServiceAccounts.Any(account => account.Name == pod.ServiceAccount)
               select UnmetCondition.Of(Subject.Pod(ns.Name, pod), pod.NotReadyYet, isFailure: false),
        ];
    }

    private static IEnumerable<UnmetCondition> Lacking(TargetPlan target, bool isNeeded)
    {
        var missing = target.ServiceAccounts.Where(account => account.Change is not null).Select(account => account.Name).ToList();
        if (target.Secret is { Change: not null, Action: not ItemAction.Adopted } secret)
        {
            yield return new(Subject.Secret(target.Namespace, secret.Name), $"the secret {secret.Name} {(secret.Action == ItemAction.Created ? "isn't there" : "differs from the source")}", isNeeded, CannotRecover: !isNeeded);
        }

        if (missing.Count > 0)
        {
            yield return new(Subject.NamespaceOf(target.Namespace), $"the secret isn't linked to {string.Join(", ", missing)}", isNeeded, CannotRecover: !isNeeded);
        }
    }
}
