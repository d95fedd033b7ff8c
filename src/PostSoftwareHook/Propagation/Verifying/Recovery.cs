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
            .. latest.Diagnosis is null ? [] : ClusterConditions.Judge(latest, applied),
            .. applied.Where(change => change.Action == ItemAction.Failed || (change.Action == ItemAction.Conflict && !IsInConflict(latest.Plan, change.Change.Namespace)))
                .Select(change => new UnmetCondition(SubjectOf(change.Change), $"{change.Change.Name}: {change.Reason}", IsFailure: true, CannotRecover: true)),
        ];
    }

    private static Subject SubjectOf(Change change) => change switch
    {
        WriteSecret or DeleteSecret => Subject.Secret(change.Namespace, change.Name),
        RewriteLinks => Subject.ServiceAccount(change.Namespace, change.Name),
        Restart restart => Subject.Pod(change.Namespace, restart.Pod),
        _ => throw new InvalidOperationException($"A change of the kind {change.GetType().Name}."),
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
        var restarted = here.Where(change => change.Action != ItemAction.Failed).Select(change => change.Change).OfType<Restart>().Select(change => change.Pod).ToList();
        var linked = here.Where(change => change.Action == ItemAction.Linked).Select(change => change.Change.Name).ToHashSet();
        return
        [
            .. Conflicts(target),
            .. Unhealable(target, restarted),
            .. restarted.Where(pod => !pod.IsUpdatePoll).DistinctBy(pod => pod.Maker).SelectMany(pod => MissingReplacement(pod, ns, restarted, rounds, target)),
            .. ns.Pods.Where(pod => linked.Contains(pod.ServiceAccount)).SelectMany(pod => NotYetWell(pod, ns, restarted)),
        ];
    }

    private static IEnumerable<UnmetCondition> Conflicts(TargetPlan target) =>
        target.Secret is { Action: ItemAction.Conflict } secret
            ? [new(Subject.Secret(target.Namespace, secret.Name), secret.Reason!, IsFailure: true, CannotRecover: true, IsSentence: true)]
            : [];

    /// <summary>
    /// Pods that the plan can't help. A replacement of ours may be refused for a moment only, and of a pod that nothing is known of
    /// the kubelet tries the image again.
    /// </summary>
    private static IEnumerable<UnmetCondition> Unhealable(TargetPlan target, List<PodSnapshot> restarted) =>
        from step in target.Pods
        where step.Action == ItemAction.Failed
        select UnmetCondition.Of(
            Subject.Pod(target.Namespace, step.Pod),
            $"is stuck: {step.Reason}",
            cannotRecover: step.Verdict switch
            {
                Verdict.SourceMissingRegistry => true,
                Verdict.Unknown when !step.Pod.IsGone => false,
                _ => !restarted.Any(step.Pod.HasMakerOf),
            },
            isRefusal: step.Verdict == Verdict.CredentialsRejected,
            isUnknown: step.Verdict == Verdict.Unknown);

    /// <summary>
    /// Pods that were made in place of those restarted, and aren't Ready. An owner that was itself replaced meanwhile (a rollout)
    /// makes none; then a pod of the same serviceaccount under a new owner will do. Of the pods that unpack a bundle one that
    /// ran to its end is enough: its Job makes a new one for each that fails.
    /// </summary>
    private static IEnumerable<UnmetCondition> MissingReplacement(
        PodSnapshot old, NamespaceSnapshot ns, List<PodSnapshot> restarted, IReadOnlyList<Round> rounds, TargetPlan target)
    {
        bool HasRestarted(Round round, Func<AppliedChange, bool> isDone) =>
            round.Applied.Any(change => isDone(change) && change.Change is Restart restart && restart.Namespace == ns.Name && restart.Pod.Maker == old.Maker);

        // What later rounds saw before they restarted pods of other owners may be this one's replacement.
        var restart = rounds.LastOrDefault(round => HasRestarted(round, change => change.IsEffective)) ?? rounds.Last(round => HasRestarted(round, change => change.Action != ItemAction.Failed));
        var known = restart.Snapshot.Find(ns.Name)!.Pods.Select(pod => pod.Uid).ToHashSet();
        var made = ns.Pods.Where(pod => !pod.IsTerminating && !known.Contains(pod.Uid)).ToList();
        var replacements = made.Where(pod => pod.HasMakerOf(old)).ToList();
        if (old.UnpackRef is not null)
        {
            return replacements.Any(pod => pod.IsReadyOrCompleted) ? []
                : replacements.Count == 0 ? [UnmetCondition.Of(Subject.Owner(ns.Name, old.Owner!), "was deleted, and OLM has not made a new one yet")]
                : NotReady(replacements, ns, target);
        }

        if (replacements.Count == 0)
        {
            var accounts = restarted.Where(pod => pod.Maker == old.Maker).Select(pod => pod.ServiceAccount).ToHashSet();
            return made.Any(pod => accounts.Contains(pod.ServiceAccount) && pod.IsReadyOrCompleted) ? [] : [UnmetCondition.Of(Subject.Owner(ns.Name, old.Owner!), "has not created a new pod yet")];
        }

        return NotReady(replacements, ns, target);
    }

    /// <summary>Replacements that aren't Ready and don't wait for an image, of which the plan says why.</summary>
    private static IEnumerable<UnmetCondition> NotReady(List<PodSnapshot> replacements, NamespaceSnapshot ns, TargetPlan target) =>
        from pod in replacements
        where !pod.IsReadyOrCompleted && target.Pods.All(step => step.Pod.Uid != pod.Uid)
        select UnmetCondition.Of(Subject.Pod(ns.Name, pod), pod.NotReadyYet);

    /// <summary>A pod created before the link may still fail to pull. Wait until it runs or is stuck.</summary>
    private static IEnumerable<UnmetCondition> NotYetWell(PodSnapshot pod, NamespaceSnapshot ns, List<PodSnapshot> restarted) =>
        pod is { IsReadyOrCompleted: false, IsStarting: true, IsTerminating: false, Stuck.Count: 0, Owner: not null } && !restarted.Any(pod.HasMakerOf)
            ? [UnmetCondition.Of(Subject.Pod(ns.Name, pod), pod.NotReadyYet, isFailure: false)]
            : [];
}
