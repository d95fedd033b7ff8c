using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.Contract;

/// <summary>Builds the result's <c>msg</c>: the summary in one or two sentences.</summary>
internal static class Sentence
{
    private const string Unchanged = "Nothing was changed.";

    /// <summary>The result of a verification that found no unmet condition.</summary>
    private const string AllIsWell = "no pod of the targets is held back by authentication, and every catalog answers.";

    /// <summary>What a verification says that found no unmet condition.</summary>
    public static string Verified(RunResult result) => result.Diagnosis is { Elsewhere.Count: > 0 } diagnosis ? $"{AllIsWell.TrimEnd('.')}. But {Outside(diagnosis)}." : AllIsWell;

    /// <summary>What was done or would be done, and which conditions are not met.</summary>
    public static string Of(RunResult result) => result.Problem ?? result.Purpose switch
    {
        Purpose.Diagnose or Purpose.PreviewRemoval => OfPlan(result),
        Purpose.Heal or Purpose.Remove => OfRun(result),
        Purpose.Verify => OfVerification(result),
    };

    /// <summary>The counts in words: <c>1 secret, 2 serviceaccount links, 2 pod restarts in 1 namespace</c>.</summary>
    public static string Counts(Tally tally)
    {
        var parts = new[]
        {
            Count(tally.Secrets, "secret"),
            Count(tally.Links, "serviceaccount link"),
            Count(tally.Unlinks, "serviceaccount link removed", "serviceaccount links removed"),
            Count(tally.Deletions, "secret deleted", "secrets deleted"),
            Count(tally.Restarts, "pod restart"),
        };
        return $"{string.Join(", ", parts.Where(part => part.Length > 0))} in {Count(tally.Namespaces, "namespace")}";
    }

    /// <summary>Why no change was necessary.</summary>
    /// <param name="result">A result without changes that did not fail.</param>
    /// <param name="seeWhere">Where the reader finds the pods left alone, for example <c>see the warnings</c>.</param>
    public static string Nothing(RunResult result, string seeWhere) => result.Diagnosis is not { } diagnosis
        ? LeftAccounts(result) is > 0 and var links
            ? $"Nothing was removed: {Count(links, "serviceaccount link stays", "serviceaccount links stay")}, {seeWhere}."
            : "Nothing to do: there is no copy of ours and no link to one."
        : Unserved(diagnosis, seeWhere) ?? diagnosis.Verdict switch
        {
            Verdict.Healthy => $"Nothing to do: no pod of the targets is held back by authentication, and {Links(result)}.",
            Verdict.NotAuthentication => "Nothing to do: the stuck pods are held back by something other than authentication.",
            Verdict.ClusterNotReady => $"Nothing to do yet: the cluster is not ready ({string.Join("; ", diagnosis.Evidence.Where(e => e.Verdict == Verdict.ClusterNotReady).Select(e => $"{e.Subject}: {e.Message}"))}).",
            Verdict.LinkMissing or Verdict.CopyStale or Verdict.SourceMissingRegistry or Verdict.SourceInvalid or Verdict.CredentialsRejected or Verdict.NodeConfigNotRolledOut
                or Verdict.PullSecretUnreadable or Verdict.Unknown or Verdict.TransientRefusal or Verdict.OwnPullSecrets or Verdict.MirrorRefused or Verdict.ProxyRefused
                or Verdict.OperatorsFailed or Verdict.CatalogsUnserved =>
                result.Targets.SelectMany(target => target.Pods).Count(pod => pod.Action == ItemAction.Skipped) is > 0 and var left
                    ? $"Nothing to do: {Links(result)}; {Count(left, "stuck pod")} left alone, {seeWhere}."
                    : Unchanged,
        };

    /// <summary>What a run has nothing to do about, and a person must know all the same; null if there is nothing of that kind.</summary>
    private static string? Unserved(Diagnosis diagnosis, string seeWhere) => diagnosis switch
    {
        { Pods.Count: 0, RegistriesThatRefuse: { Count: > 0 } hosts } =>
            $"Nothing was changed: {string.Join(" and ", hosts)} {(hosts.Count == 1 ? "refuses" : "refuse")} the credentials of {diagnosis.Source}, and no pod waits for them yet, {seeWhere}.",
        { Elsewhere.Count: > 0 } when diagnosis.Pods.All(pod => pod.Verdict == Verdict.NotAuthentication) => $"Nothing to do in the targets: {Outside(diagnosis)}, {seeWhere}.",
        _ => null,
    };

    /// <summary>The pods that wait outside the targets, as a clause.</summary>
    public static string Outside(Diagnosis diagnosis) =>
        $"{(diagnosis.Elsewhere.Count == 1 ? "1 pod outside them waits for its image" : $"{diagnosis.Elsewhere.Count} pods outside them wait for their images")}, in {string.Join(", ", diagnosis.Elsewhere.Select(pod => pod.Namespace).Distinct())}";

    private static string Links(RunResult result) => LeftAccounts(result) is > 0 and var left
        ? $"{Count(left, "serviceaccount is", "serviceaccounts are")} left without the pull secret, each with a reason"
        : "every selected serviceaccount carries the pull secret";

    private static int LeftAccounts(RunResult result) => result.Targets.SelectMany(target => target.ServiceAccounts).Count(account => account.Action == ItemAction.Skipped);

    private static string OfPlan(RunResult result)
    {
        List<string> unhealable = [.. result.Targets.SelectMany(Problems), .. result.Failures.Select(failure => $"{failure}")];
        var start = result.Changed ? $"Would do: {Counts(Tally.Of(result.Changes))}." : unhealable.Count > 0 ? Unchanged : Nothing(result);
        return unhealable.Count == 0 ? start : $"{start} Cannot heal: {string.Join("; ", unhealable)}.";
    }

    private static string OfRun(RunResult result)
    {
        var failures = result.Failures.ToList();
        var start = result.Changed ? $"Done: {Counts(Tally.Of(result.Changes))}." : failures.Count > 0 ? Unchanged : Nothing(result);
        if (failures.Count > 0)
        {
            return $"{start} Not healed: {string.Join("; ", failures)}.";
        }

        var pending = result.Targets.Where(target => target.Status == TargetStatus.Pending).Select(target => target.Namespace).ToList();
        return pending.Count == 0 ? start : $"{start} Not there yet: {string.Join(", ", pending)}.";
    }

    private static string OfVerification(RunResult result)
    {
        var failures = result.Failures.ToList();
        return failures.Count > 0
            ? $"Verification failed: {string.Join("; ", failures)}."
            : result.Diagnosis?.Verdict is Verdict.ClusterNotReady ? Nothing(result)
            : $"Verified: {Verified(result)}";
    }

    private static string Nothing(RunResult result) => Nothing(result, "see the warnings");

    private static IEnumerable<string> Problems(TargetResult target) =>
    [
        .. target.Problem is { } problem ? [problem.TrimEnd('.')] : Array.Empty<string>(),
        .. target.Secret is { Action: ItemAction.Conflict, Reason: { } reason } ? [reason.TrimEnd('.')] : Array.Empty<string>(),
        .. target.Pods.Where(pod => pod.Action == ItemAction.Failed).Select(pod => $"pod {target.Namespace}/{pod.Name}: {pod.Reason}"),
    ];

    private static string Count(int count, string noun, string? plural = null) => count switch
    {
        0 => "",
        1 => $"1 {noun}",
        _ => $"{count} {plural ?? noun + "s"}",
    };
}
