namespace PostSoftwareHook.Propagation;

internal static class ItemActionExtensions
{
    /// <summary>Whether the action changes the cluster.</summary>
    public static bool IsDone(this ItemAction action) => action switch
    {
        ItemAction.Created or ItemAction.Updated or ItemAction.Adopted or ItemAction.Recreated or ItemAction.Linked or ItemAction.Restarted or ItemAction.Unlinked or ItemAction.Deleted => true,
        ItemAction.Unchanged or ItemAction.Skipped or ItemAction.Pending or ItemAction.Conflict or ItemAction.Failed => false,
    };
}
