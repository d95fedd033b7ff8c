namespace PostSoftwareHook.Propagation;

/// <summary>What a run brings about.</summary>
internal enum DesiredState
{
    /// <summary>The copies and links are there.</summary>
    Present,

    /// <summary>The links are gone, and so are the copies that are ours.</summary>
    Absent,
}
