namespace PostSoftwareHook.Propagation;

/// <summary>The result for a pod that waited for its image.</summary>
/// <param name="Step">The plan, with the cause.</param>
/// <param name="Action">The action taken.</param>
/// <param name="Reason">The reason for the action.</param>
internal sealed record PodResult(PodStep Step, ItemAction Action, string Reason)
{
    public string Name => Step.Pod.Name;
}
