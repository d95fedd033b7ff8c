namespace PostSoftwareHook.Propagation;

/// <summary>What became of one planned write.</summary>
/// <param name="Change">The write.</param>
/// <param name="Action">What was done in the end; Failed where it could not be.</param>
/// <param name="Reason">Why, where it isn't what was planned; else null.</param>
internal sealed record AppliedChange(Change Change, ItemAction Action, string? Reason = null)
{
    /// <summary>Whether it changed the cluster.</summary>
    public bool IsEffective => Action is not (ItemAction.Unchanged or ItemAction.Skipped or ItemAction.Failed or ItemAction.Conflict or ItemAction.Pending);
}
