namespace PostSoftwareHook.Propagation;

/// <summary>Something that a person should know beside the outcome.</summary>
/// <param name="Subject">What it is about.</param>
/// <param name="Kind">What it tells, which decides how <paramref name="Text"/> is read.</param>
/// <param name="Text">A sentence or a reason.</param>
/// <param name="Commands">What a person would type, one of them after the other; none where there is nothing to type.</param>
internal sealed record Notice(Subject Subject, NoticeKind Kind, string Text, params IReadOnlyList<ShellCommand> Commands)
{
    /// <summary>A sentence that a person should read.</summary>
    public static Notice Warning(Subject subject, string sentence) => new(subject, NoticeKind.Warning, sentence);
}
