namespace PostSoftwareHook.Propagation;

/// <summary>The outcome of one planned write.</summary>
/// <param name="Change">The write.</param>
/// <param name="Action">What was done; Failed if the write failed.</param>
/// <param name="Reason">Why the action differs from the plan, or null.</param>
/// <param name="MayHaveHappened">Whether a failed write may still have taken effect: the response was lost, or only part of the write succeeded.</param>
internal sealed record AppliedChange(Change Change, ItemAction Action, string? Reason = null, bool MayHaveHappened = false)
{
    /// <summary>Whether the write changed the cluster, or may have.</summary>
    public bool IsEffective => MayHaveHappened || Action.IsDone();
}
