using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.CommandLine.Output;

/// <summary>The failures on a cluster, one line per cause.</summary>
internal static class FailureLines
{
    /// <summary>The lines. Empty if only <see cref="RunResult.Problem"/> describes the failure.</summary>
    public static IReadOnlyList<string> Of(RunResult run) =>
    [
        .. run.Targets.SelectMany(target => OfTarget(target, run)),
        .. run.Failures.Where(failure => run.Targets.All(target => target.Namespace != failure.Subject.Namespace)).Select(Line),
    ];

    private static IEnumerable<string> OfTarget(TargetResult target, RunResult run)
    {
        var failed = target.Pods.Where(pod => pod.Action == ItemAction.Failed && !pod.Step.Pod.IsGone).ToDictionary(pod => pod.Name, pod => pod.Step.Hindrance);
        var groups = PodGroup.Of(
            (run.Diagnosis?.Pods ?? []).Where(pod => pod.Namespace == target.Namespace && failed.ContainsKey(pod.Pod.Name)), pod => failed[pod.Pod.Name]);
        var told = groups.SelectMany(group => group.Pods).Select(pod => Subject.Pod(pod.Namespace, pod.Pod)).ToHashSet();
        var unmet = run.Failures.Where(failure => failure.Subject.Namespace == target.Namespace).ToList();
        return
        [
            .. Planned(target).Where(problem => unmet.All(failure => failure.Message != problem)),
            .. target.Pods.Where(pod => pod.Action == ItemAction.Failed && pod.Step.Pod.IsGone && unmet.All(failure => failure.Subject.Name != pod.Name)).Select(job => $"{target.Namespace}: job {job.Name}: {job.Reason}"),
            .. groups.Select(group => $"{group.Sentence} {group.RegistrysWords} ({group.Names})"),
            .. unmet.Where(failure => !told.Contains(failure.Subject)).Select(Line),
        ];
    }

    /// <summary>Failures that a plan can't repair.</summary>
    private static IEnumerable<string> Planned(TargetResult target) =>
        new[] { target.Problem, target.Secret is { Action: ItemAction.Conflict } conflict ? conflict.Reason : null }.OfType<string>();

    private static string Line(UnmetCondition failure) => failure.IsSentence ? failure.Message : $"{failure}";
}
