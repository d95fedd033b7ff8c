namespace PostSoftwareHook.Propagation;

/// <summary>What was, or in check mode would be, done with one object. A closed set; in a result each is written in snake_case.</summary>
internal enum ItemAction
{
    /// <summary>It was as it should be.</summary>
    Unchanged,

    /// <summary>A secret that wasn't there was written.</summary>
    Created,

    /// <summary>A secret's content was renewed.</summary>
    Updated,

    /// <summary>A secret with the right content that wasn't ours was marked as ours.</summary>
    Adopted,

    /// <summary>A secret that can't be changed in place was deleted and written anew.</summary>
    Recreated,

    /// <summary>The secret's name was appended to a serviceaccount's imagePullSecrets.</summary>
    Linked,

    /// <summary>A pod was deleted, for its owner to make a new one.</summary>
    Restarted,

    /// <summary>The secret's name was taken out of a serviceaccount's imagePullSecrets.</summary>
    Unlinked,

    /// <summary>A copy of ours was deleted.</summary>
    Deleted,

    /// <summary>It was left alone, with a reason.</summary>
    Skipped,

    /// <summary>It isn't there yet.</summary>
    Pending,

    /// <summary>It is somebody else's and differs.</summary>
    Conflict,

    /// <summary>It should have been mended and could not be.</summary>
    Failed,
}
