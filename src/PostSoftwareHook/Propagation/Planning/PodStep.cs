namespace PostSoftwareHook.Propagation;

/// <summary>The plan for one pod that waits for its image.</summary>
/// <param name="Pod">The pod.</param>
/// <param name="Verdict">The cause.</param>
/// <param name="Action">Restarted, Skipped or Failed.</param>
/// <param name="Cause">The cause in a short clause, with the image.</param>
/// <param name="Hindrance">Why it is not restarted, if the cause alone does not explain that; else null.</param>
/// <param name="Change">The restart, or null.</param>
/// <param name="Command">A command with which a person can fix it, if heal does not; else null.</param>
internal sealed record PodStep(
    PodSnapshot Pod, Verdict Verdict, ItemAction Action, string Cause, string? Hindrance = null, Change? Change = null, ShellCommand? Command = null)
{
    /// <summary><see cref="Hindrance"/>, if any, and the cause.</summary>
    public string Reason => Hindrance is null ? Cause : $"{Hindrance}; {Cause}";
}
