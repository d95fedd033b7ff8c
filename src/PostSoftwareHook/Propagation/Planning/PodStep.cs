namespace PostSoftwareHook.Propagation;

/// <summary>What is planned for one stuck pod.</summary>
/// <param name="Pod">The pod.</param>
/// <param name="Verdict">Why it is stuck.</param>
/// <param name="Action">Restarted, Skipped or Failed.</param>
/// <param name="Reason">Why it is stuck, and why it is left alone where it is.</param>
/// <param name="Change">The restart, or null.</param>
/// <param name="Command">What a person would type to mend it, where only a person can; else null.</param>
internal sealed record PodStep(PodSnapshot Pod, Verdict Verdict, ItemAction Action, string Reason, Change? Change = null, string? Command = null);
