namespace PostSoftwareHook.Propagation;

/// <summary>What a run is for.</summary>
internal enum Purpose
{
    /// <summary>Find out what is wrong and plan what would heal it; write nothing.</summary>
    Diagnose,

    /// <summary>Do the least that heals, and wait for it to take effect.</summary>
    Heal,

    /// <summary>Wait and judge; write nothing.</summary>
    Verify,

    /// <summary>Plan what <see cref="Remove"/> would do; write nothing.</summary>
    PreviewRemoval,

    /// <summary>Remove the links, and then the copies that this program made.</summary>
    Remove,
}
