namespace PostSoftwareHook.Propagation;

/// <summary>Something that isn't as it shall be yet.</summary>
/// <param name="Namespace">Where.</param>
/// <param name="Message">A clause that names the object and what is missing.</param>
/// <param name="IsFailure">Whether the run has failed if it stays so; else it is a warning.</param>
/// <param name="CannotRecover">Whether waiting is of no use: nothing that this run does or did can change it.</param>
/// <param name="IsRefusal">Whether a registry refuses a pod that this run restarted; that may pass, but seldom does.</param>
internal sealed record UnmetCondition(string Namespace, string Message, bool IsFailure, bool CannotRecover = false, bool IsRefusal = false);
