namespace PostSoftwareHook.Propagation;

/// <summary>
/// Checks whether the pods and catalogs that failed on authentication have recovered. Pods that are stuck for another reason, or
/// that only a person can restart, are reported as the plan's warnings and are not counted here.
/// </summary>
internal static class Recovery
{
    /// <summary>The conditions that <paramref name="latest"/> does not meet after the changes in <paramref name="rounds"/>.</summary>
    public static IReadOnlyList<UnmetCondition> Judge(IReadOnlyList<Round> rounds, Round latest)
    {
        var applied = rounds.SelectMany(round => round.Applied).ToList();
        return
        [
            .. latest.Plan.Targets.SelectMany(target => Judge(target, latest.Snapshot.Find(target.Namespace), applied, rounds)),
            .. applied.Where(change => change.Action == ItemAction.Failed || (change.Action == ItemAction.Conflict && !IsInConflict(latest.Plan, change.Change.Namespace)))
                .Select(change => new UnmetCondition(SubjectOf(change.Change), $"{change.Change.Name}: {change.Reason}", IsFailure: true, CannotRecover: true)),
        ];
    }

    private static Subject SubjectOf(Change change) => change switch
    {
        WriteSecret or DeleteSecret => Subject.Secret(change.Namespace, change.Name),
        RewriteLinks => Subject.ServiceAccount(change.Namespace, change.Name),
        _ => Subject.Pod(change.Namespace, change.Name),
    };

    /// <summary>Whether the plan reports the conflict. A conflict that appeared between plan and write is not in the plan.</summary>
    private static bool IsInConflict(Plan plan, string ns) => plan.Targets.Any(target => target.Namespace == ns && target.Secret?.Action == ItemAction.Conflict);

    private static IEnumerable<UnmetCondition> Judge(TargetPlan target, NamespaceSnapshot? ns, List<AppliedChange> applied, IReadOnlyList<Round> rounds)
    {
        if (target.Problem is { } problem)
        {
            return [new(Subject.NamespaceOf(target.Namespace), problem, IsFailure: true, CannotRecover: true, IsSentence: true)];
        }

        if (ns is null || target.LeftAlone is not null)
        {
            return [];
        }

        var here = applied.Where(change => change.Change.Namespace == ns.Name).ToList();
        var restarted = here.Where(change => change.Action != ItemAction.Failed).Select(change => change.Change).OfType<RestartPod>().Select(change => change.Pod).ToList();
        var linked = here.Where(change => change.Action == ItemAction.Linked).Select(change => change.Change.Name).ToHashSet();
        return
        [
            .. Conflicts(target),
            .. Unhealable(target, restarted),
            .. restarted.Where(pod => !pod.IsUpdatePoll).Select(pod => pod.Owner).Distinct().SelectMany(owner => MissingReplacement(owner!, ns, restarted, rounds, target)),
            .. restarted.Where(pod => !pod.IsUpdatePoll && pod.Owner!.Kind == "CatalogSource").Select(pod => pod.Owner!.Uid).Distinct().SelectMany(uid => SilentCatalog(uid, ns, target)),
            .. ns.Pods.Where(pod => linked.Contains(pod.ServiceAccount)).SelectMany(pod => NotYetWell(pod, ns, restarted)),
        ];
    }

    private static IEnumerable<UnmetCondition> Conflicts(TargetPlan target) =>
        target.Secret is { Action: ItemAction.Conflict } secret
            ? [new(Subject.Secret(target.Namespace, secret.Name), secret.Reason!, IsFailure: true, CannotRecover: true, IsSentence: true)]
            : [];

    /// <summary>Pods that fail on authentication and that the plan can't fix. A pod that replaces a restarted one may be refused only temporarily.</summary>
    private static IEnumerable<UnmetCondition> Unhealable(TargetPlan target, List<PodSnapshot> restarted) =>
        from step in target.Pods
        where step.Action == ItemAction.Failed
        select UnmetCondition.Of(
            Subject.Pod(target.Namespace, step.Pod.Name),
            $"is stuck: {step.Reason}",
            cannotRecover: !restarted.Any(pod => pod.Owner!.Uid == step.Pod.Owner?.Uid) || step.Verdict == Verdict.SourceMissingRegistry,
            isRefusal: step.Verdict == Verdict.CredentialsRejected);

    /// <summary>
    /// Replacements of restarted pods that are missing or not Ready. If the owner itself was replaced in the meantime (a rollout),
    /// it creates no pod; a Ready pod of a new owner with the same serviceaccount counts instead.
    /// </summary>
    private static IEnumerable<UnmetCondition> MissingReplacement(
        PodOwner owner, NamespaceSnapshot ns, List<PodSnapshot> restarted, IReadOnlyList<Round> rounds, TargetPlan target)
    {
        // Only pods seen before this owner's last restart are old: pods first seen in a later round may be its replacements.
        var known = rounds.Last(round => round.Applied.Any(change => change.Action != ItemAction.Failed && change.Change is RestartPod restart && restart.Pod.Owner == owner))
            .Snapshot.Find(ns.Name)!.Pods.Select(pod => pod.Uid).ToHashSet();
        var made = ns.Pods.Where(pod => !pod.IsTerminating && !known.Contains(pod.Uid)).ToList();
        var replacements = made.Where(pod => pod.Owner?.Uid == owner.Uid).ToList();
        if (replacements.Count == 0)
        {
            var accounts = restarted.Where(pod => pod.Owner == owner).Select(pod => pod.ServiceAccount).ToHashSet();
            return made.Any(pod => accounts.Contains(pod.ServiceAccount) && pod.IsReadyOrCompleted) ? [] : [UnmetCondition.Of(Subject.Owner(ns.Name, owner), "has not created a new pod yet")];
        }

        return
            from pod in replacements
            where !pod.IsReadyOrCompleted && target.Pods.All(step => step.Pod.Uid != pod.Uid || IsUndecided(step))
            select UnmetCondition.Of(Subject.Pod(ns.Name, pod.Name), pod.NotReadyYet);
    }

    /// <summary>Whether a pod waits for its image and no event gives the cause yet.</summary>
    private static bool IsUndecided(PodStep step) =>
        step.Verdict == Verdict.NotAuthentication && step.Pod.Stuck.All(container => container.Failure == PullFailure.Unknown);

    private static IEnumerable<UnmetCondition> SilentCatalog(string uid, NamespaceSnapshot ns, TargetPlan target) =>
        from catalog in ns.CatalogSources
        where catalog.Uid == uid && !catalog.IsReady
        where target.Pods.All(step => step.Pod.Owner?.Uid != uid || step.Action == ItemAction.Restarted)
        select UnmetCondition.Of(Subject.Catalog(ns.Name, catalog.Name), $"is {catalog.State ?? "not connected"}, not READY yet");

    /// <summary>A pod created before the link may still fail to pull. Wait until it runs or is stuck.</summary>
    private static IEnumerable<UnmetCondition> NotYetWell(PodSnapshot pod, NamespaceSnapshot ns, List<PodSnapshot> restarted) =>
        pod is { IsReadyOrCompleted: false, IsStarting: true, IsTerminating: false, Stuck.Count: 0, Owner: not null } && restarted.All(old => old.Owner!.Uid != pod.Owner.Uid)
            ? [UnmetCondition.Of(Subject.Pod(ns.Name, pod.Name), pod.NotReadyYet, isFailure: false)]
            : [];
}
