using System.Globalization;
using System.Text.Json;
using PostSoftwareHook.Contract;
using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.CommandLine.Output;

/// <summary>Small words and counts.</summary>
internal static class Words
{
    private const int NamesShown = 6;

    /// <summary>How it ended for a cluster, in a word.</summary>
    public static string Outcome(ClusterResult result) => (result.Report.Outcome, result) switch
    {
        (_, { IsStopped: true }) => "stopped",
        (TargetStatus.Failed, _) => "failed",
        (TargetStatus.Healed, { IsPlan: true }) => result.Verb == HookVerb.Remove ? "to remove" : result.Report.Diagnosis?.Verdict == Verdict.Healthy ? "to do" : "to heal",
        (TargetStatus.Healed, _) => result.Verb == HookVerb.Remove ? "removed" : "healed",
        (TargetStatus.Pending, _) => "pending",
        _ when result.Verb == HookVerb.Verify => "verified",
        _ when result.IsPlan && result.Report.Diagnosis?.Verdict == Verdict.Healthy => "healthy",
        _ => "unchanged",
    };

    /// <summary>What that means to the eye.</summary>
    public static Tone ToneOf(ClusterResult result) => result switch
    {
        { Report.Failed: true } => Tone.Bad,
        { WouldChange: true } or { Report.Outcome: TargetStatus.Pending } => Tone.Warn,
        _ => Tone.Good,
    };

    /// <summary><c>link_missing</c> for LinkMissing.</summary>
    public static string Snake<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    /// <summary><c>created</c>, or <c>create</c> where it is still to do.</summary>
    public static string Verb(ItemAction action, bool isPlanned) => (action, isPlanned) switch
    {
        (ItemAction.Adopted, true) => "adopt",
        (ItemAction.Linked or ItemAction.Unlinked or ItemAction.Restarted, true) => Snake(action)[..^2],
        (_, true) => Snake(action)[..^1],
        _ => Snake(action),
    };

    /// <summary><c>1 pod</c>, <c>2 pods</c>.</summary>
    public static string Count(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    /// <summary><c>healed 46, unchanged 2, failed 2</c>.</summary>
    public static string Counts(IEnumerable<string> words) => string.Join(", ", words.GroupBy(word => word, StringComparer.Ordinal).Select(group => $"{group.Key} {group.Count()}"));

    /// <summary>The names, the first few of them where there are many.</summary>
    public static string Names(IReadOnlyList<string> names) => names.Count <= NamesShown + 1
        ? string.Join(", ", names)
        : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", names.Take(NamesShown))} and {names.Count - NamesShown} more");

    /// <summary><c>4.2 s</c>.</summary>
    public static string Seconds(Report report) => report.Duration is { } seconds ? string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s") : "";

    /// <summary><c>a, b and c</c>.</summary>
    public static string And(IReadOnlyList<string> parts) => parts.Count < 2 ? string.Concat(parts) : $"{string.Join(", ", parts.SkipLast(1))} and {parts[^1]}";
}
