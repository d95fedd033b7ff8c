namespace PostSoftwareHook.Propagation;

/// <summary>A warning or advice for the user, in addition to the outcome.</summary>
/// <param name="Subject">The object that it is about.</param>
/// <param name="Kind">The kind, which determines what <paramref name="Text"/> is.</param>
/// <param name="Text">A sentence or a reason, depending on the kind.</param>
/// <param name="Commands">Commands to run one after the other; empty if there are none.</param>
internal sealed record Notice(Subject Subject, NoticeKind Kind, string Text, params IReadOnlyList<ShellCommand> Commands)
{
    /// <summary>A warning without commands.</summary>
    public static Notice Warning(Subject subject, string sentence) => new(subject, NoticeKind.Warning, sentence);
}
