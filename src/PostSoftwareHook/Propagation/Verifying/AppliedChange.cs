namespace PostSoftwareHook.Propagation;

/// <summary>What became of one planned write.</summary>
/// <param name="Change">The write.</param>
/// <param name="Action">What was done in the end; Failed where it could not be.</param>
/// <param name="Reason">Why, where it isn't what was planned; else null.</param>
/// <param name="MayHaveHappened">Whether a failed write may have been done all the same: its answer was lost, or half of it was done.</param>
internal sealed record AppliedChange(Change Change, ItemAction Action, string? Reason = null, bool MayHaveHappened = false)
{
    /// <summary>Whether it changed the cluster.</summary>
    public bool IsEffective => MayHaveHappened || Action.IsDone();
}
