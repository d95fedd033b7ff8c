namespace PostSoftwareHook.Propagation;

/// <summary>How a run ended for one namespace; in a result each is written in snake_case.</summary>
internal enum TargetStatus
{
    /// <summary>Something was mended, or in check mode would be, and nothing is missing.</summary>
    Healed,

    /// <summary>Nothing had to be done.</summary>
    Unchanged,

    /// <summary>It isn't there yet, or is being deleted.</summary>
    Pending,

    /// <summary>Something is still missing.</summary>
    Failed,
}
