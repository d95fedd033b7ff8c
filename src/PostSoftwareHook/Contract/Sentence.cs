using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.Contract;

/// <summary>The one sentence that a person reads first.</summary>
internal static class Sentence
{
    private const string Unchanged = "Nothing was changed.";

    /// <summary>What would be done.</summary>
    public static string OfPlan(Round round)
    {
        var changes = round.Plan.Changes.ToList();
        var unhealable = round.Plan.Targets.SelectMany(Problems).ToList();
        var start = changes.Count > 0 ? $"Would do: {Counts(changes)}." : unhealable.Count > 0 ? Unchanged : Nothing(round);
        return unhealable.Count == 0 ? start : $"{start} Cannot heal: {string.Join("; ", unhealable)}.";
    }

    /// <summary>What was done, and what is missing.</summary>
    public static string OfRun(IReadOnlyList<Round> rounds, IReadOnlyList<TargetReport> targets, IReadOnlyList<UnmetCondition> outstanding)
    {
        var done = rounds.SelectMany(round => round.Applied).Where(applied => applied.IsEffective).ToList();
        var failures = outstanding.Where(item => item.IsFailure).ToList();
        var pending = targets.Where(target => target.Status == TargetStatus.Pending).Select(target => target.Namespace).ToList();

        var start = done.Count > 0 ? $"Done: {Counts([.. done.Select(applied => applied.Change)])}." : failures.Count > 0 ? Unchanged : Nothing(rounds[0]);
        if (failures.Count > 0)
        {
            return $"{start} Not healed: {string.Join("; ", failures.Select(item => $"{item.Namespace}: {item.Message.TrimEnd('.')}"))}.";
        }

        return pending.Count == 0 ? start : $"{start} Not there yet: {string.Join(", ", pending)}.";
    }

    /// <summary>What is being written, in a few words.</summary>
    public static string OfWork(Plan plan) => Counts([.. plan.Changes]);

    /// <summary>What was found by a run that only looks.</summary>
    public static string OfVerification(Round round, IReadOnlyList<UnmetCondition> outstanding)
    {
        var failures = outstanding.Where(item => item.IsFailure).ToList();
        return failures.Count > 0
            ? $"Not well: {string.Join("; ", failures.Select(item => $"{item.Namespace}: {item.Message}"))}."
            : round.Diagnosis?.Verdict is Verdict.ClusterNotReady ? Nothing(round)
            : "Verified: authentication holds no pod back, and every catalog answers.";
    }

    private static string Nothing(Round round) => round.Diagnosis?.Verdict switch
    {
        null => "Nothing to do: there is no copy of ours and no link to one.",
        Verdict.Healthy => "Nothing to do: no pod is held back by authentication, and every selected serviceaccount carries the pull secret.",
        Verdict.NotAuthentication => "Nothing to do: the stuck pods are held back by something other than authentication.",
        Verdict.ClusterNotReady => $"Nothing to do yet: the cluster is not ready ({string.Join("; ", round.Diagnosis!.Evidence.Where(e => e.Verdict == Verdict.ClusterNotReady).Select(e => $"{e.Subject}: {e.Message}"))}).",
        _ when round.Plan.Targets.SelectMany(target => target.Pods).Count(pod => pod.Action == ItemAction.Skipped) is > 0 and var left =>
            $"Nothing to do: every selected serviceaccount carries the pull secret; {Count(left, "stuck pod")} left alone, see the warnings.",
        _ => Unchanged,
    };

    private static IEnumerable<string> Problems(TargetPlan target) =>
    [
        .. target.Problem is { } problem ? [problem.TrimEnd('.')] : Array.Empty<string>(),
        .. target.Secret is { Action: ItemAction.Conflict, Reason: { } reason } ? [reason.TrimEnd('.')] : Array.Empty<string>(),
        .. target.Pods.Where(pod => pod.Action == ItemAction.Failed).Select(pod => $"pod {target.Namespace}/{pod.Pod.Name}: {pod.Reason}"),
    ];

    private static string Counts(IReadOnlyList<Change> changes)
    {
        var parts = new[]
        {
            Count(changes.OfType<WriteSecret>().Count(), "secret"),
            Count(changes.OfType<LinkServiceAccount>().Count(), "serviceaccount link"),
            Count(changes.OfType<UnlinkServiceAccount>().Count(), "serviceaccount link removed", "serviceaccount links removed"),
            Count(changes.OfType<DeleteSecret>().Count(), "secret deleted", "secrets deleted"),
            Count(changes.OfType<RestartPod>().Count(), "pod restart"),
        };
        return $"{string.Join(", ", parts.Where(part => part.Length > 0))} in {Count(changes.Select(change => change.Namespace).Distinct().Count(), "namespace")}";
    }

    private static string Count(int count, string noun, string? plural = null) => count switch
    {
        0 => "",
        1 => $"1 {noun}",
        _ => $"{count} {plural ?? noun + "s"}",
    };
}
