namespace PostSoftwareHook.Propagation;

/// <summary>What was done with one object or, in check mode, would be done. Results contain the values in snake_case.</summary>
internal enum ItemAction
{
    /// <summary>No change was necessary.</summary>
    Unchanged,

    /// <summary>A missing secret was created.</summary>
    Created,

    /// <summary>The content of a secret was replaced.</summary>
    Updated,

    /// <summary>A secret that already had the right content got this tool's label and annotation.</summary>
    Adopted,

    /// <summary>A secret that can't be changed in place (wrong type, or immutable) was deleted and created again.</summary>
    Recreated,

    /// <summary>The secret's name was appended to a serviceaccount's imagePullSecrets.</summary>
    Linked,

    /// <summary>A pod was deleted, so that its owner creates a new one.</summary>
    Restarted,

    /// <summary>The secret's name was removed from a serviceaccount's imagePullSecrets.</summary>
    Unlinked,

    /// <summary>A copy that this tool created was deleted.</summary>
    Deleted,

    /// <summary>The object was left unchanged; the reason says why.</summary>
    Skipped,

    /// <summary>The object does not exist yet, or its namespace is being deleted.</summary>
    Pending,

    /// <summary>The secret differs from the source and must not be replaced: it was not created by this tool, or can't be changed in place.</summary>
    Conflict,

    /// <summary>The problem could not be fixed.</summary>
    Failed,
}
