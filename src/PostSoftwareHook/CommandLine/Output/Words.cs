using System.Globalization;
using PostSoftwareHook.Contract;
using PostSoftwareHook.Propagation;
using PostSoftwareHook.Run;

namespace PostSoftwareHook.CommandLine.Output;

/// <summary>Short texts and counts.</summary>
internal static class Words
{
    private const int NamesShown = 6;

    /// <summary>A cluster's outcome, in one or two words.</summary>
    public static string Outcome(ClusterResult result) => (result.Run.Outcome, result) switch
    {
        (_, { IsStopped: true }) => "stopped",
        (TargetStatus.Failed, _) => "failed",
        (TargetStatus.Healed, { IsPlan: true }) => result.Verb == HookVerb.Remove ? "to remove" : result.Run.Diagnosis?.Verdict == Verdict.Healthy ? "to do" : "to heal",
        (TargetStatus.Healed, _) => result.Verb == HookVerb.Remove ? "removed" : "healed",
        (TargetStatus.Pending, _) => "pending",
        _ when result.Verb == HookVerb.Verify => "verified",
        _ when result.IsPlan && result.Run.Diagnosis?.Verdict == Verdict.Healthy => "healthy",
        _ => "unchanged",
    };

    public static Tone ToneOf(ClusterResult result) => result switch
    {
        { Run.Failed: true } => Tone.Bad,
        { WouldChange: true } or { Run.Outcome: TargetStatus.Pending } => Tone.Warn,
        _ => Tone.Good,
    };

    /// <summary><c>created</c>, or <c>create</c> if it is only planned.</summary>
    public static string Verb(ItemAction action, bool isPlanned) => (action, isPlanned) switch
    {
        (ItemAction.Adopted, true) => "adopt",
        (ItemAction.Linked or ItemAction.Unlinked or ItemAction.Restarted, true) => SnakeCase.Of(action)[..^2],
        (_, true) => SnakeCase.Of(action)[..^1],
        _ => SnakeCase.Of(action),
    };

    /// <summary><c>1 pod</c>, <c>2 pods</c>.</summary>
    public static string Count(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    /// <summary><c>healed 46, unchanged 2, failed 2</c>.</summary>
    public static string Counts(IEnumerable<string> words) => string.Join(", ", words.GroupBy(word => word, StringComparer.Ordinal).Select(group => $"{group.Key} {group.Count()}"));

    /// <summary>A list of names, shortened to <c>a, b and 12 more</c>.</summary>
    public static string Names(IReadOnlyList<string> names) => names.Count <= NamesShown + 1
        ? string.Join(", ", names)
        : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", names.Take(NamesShown))} and {names.Count - NamesShown} more");

    /// <summary><c>4.2 s</c>.</summary>
    public static string Seconds(RunResult run) => run.Duration is { } seconds ? string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s") : "";

    /// <summary>A run's current step.</summary>
    public static string Step(RunStep step) => step switch
    {
        RunStep.LoggingIn => "logging in",
        RunStep.Observing => "observing",
        RunStep.Investigating => "investigating",
        RunStep.Healing => "healing",
        RunStep.Removing => "removing",
        RunStep.Waiting => "waiting",
    };

    /// <summary>What the run is working on, and how many namespaces are done.</summary>
    public static string Detail(RunProgress progress)
    {
        var what = progress.Work is { } work ? Sentence.Counts(work) : progress.Detail;
        return progress.All == 0 ? what : string.Create(CultureInfo.InvariantCulture, $"{what}, {progress.Done:N0} of {progress.All:N0} {(progress.All == 1 ? "namespace" : "namespaces")}");
    }

    /// <summary><c>a, b and c</c>.</summary>
    public static string And(IReadOnlyList<string> parts) => parts.Count < 2 ? string.Concat(parts) : $"{string.Join(", ", parts.SkipLast(1))} and {parts[^1]}";
}
