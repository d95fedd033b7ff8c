namespace PostSoftwareHook.Propagation;

/// <summary>The outcome for a namespace or a run. Results contain the values in snake_case.</summary>
internal enum TargetStatus
{
    /// <summary>Something was changed or, in check mode, would be, and every condition is met.</summary>
    Healed,

    /// <summary>No change was necessary.</summary>
    Unchanged,

    /// <summary>The namespace does not exist yet, or is being deleted.</summary>
    Pending,

    /// <summary>A condition is not met, or a write failed.</summary>
    Failed,
}
