namespace PostSoftwareHook.Propagation;

/// <summary>What became of a pod that waited for its image.</summary>
/// <param name="Step">What was planned for it, and why it waited.</param>
/// <param name="Action">What was done.</param>
/// <param name="Reason">Why.</param>
internal sealed record PodResult(PodStep Step, ItemAction Action, string Reason)
{
    /// <summary>The pod's name.</summary>
    public string Name => Step.Pod.Name;
}
