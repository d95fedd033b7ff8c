namespace PostSoftwareHook.Propagation;

internal enum Purpose
{
    /// <summary>Diagnose the cluster and plan a heal; write nothing.</summary>
    Diagnose,

    /// <summary>Make the minimum of changes, and wait for them to take effect.</summary>
    Heal,

    /// <summary>Check whether the cluster is healthy, waiting until it is; write nothing.</summary>
    Verify,

    /// <summary>Plan what <see cref="Remove"/> would do; write nothing.</summary>
    PreviewRemoval,

    /// <summary>Remove the links, then the copies that this tool created.</summary>
    Remove,
}
