namespace PostSoftwareHook.Propagation;

/// <summary>What is planned for one pod that waits for its image.</summary>
/// <param name="Pod">The pod.</param>
/// <param name="Verdict">Why it waits.</param>
/// <param name="Action">Restarted, Skipped or Failed.</param>
/// <param name="Cause">Why it waits, in a few words.</param>
/// <param name="Hindrance">Why it is left alone all the same, where the cause doesn't say it; else null.</param>
/// <param name="Change">The restart, or null.</param>
/// <param name="Command">What a person would type to mend it, where only a person can; else null.</param>
internal sealed record PodStep(
    PodSnapshot Pod, Verdict Verdict, ItemAction Action, string Cause, string? Hindrance = null, Change? Change = null, ShellCommand? Command = null)
{
    /// <summary>Why it is left alone, and why it waits.</summary>
    public string Reason => Hindrance is null ? Cause : $"{Hindrance}; {Cause}";
}
