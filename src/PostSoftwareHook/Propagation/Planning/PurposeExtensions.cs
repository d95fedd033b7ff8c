namespace PostSoftwareHook.Propagation;

/// <summary>What follows from a run's purpose.</summary>
internal static class PurposeExtensions
{
    /// <summary>Whether a run may change the cluster.</summary>
    public static bool Writes(this Purpose purpose) => purpose is Purpose.Heal or Purpose.Remove;

    /// <summary>Whether a run is about removing the copies, not about healing.</summary>
    public static bool IsRemoval(this Purpose purpose) => purpose is Purpose.Remove or Purpose.PreviewRemoval;

    /// <summary>The same with nothing written: what check mode makes of it.</summary>
    public static Purpose WithoutWriting(this Purpose purpose) => purpose switch
    {
        Purpose.Heal => Purpose.Diagnose,
        Purpose.Remove => Purpose.PreviewRemoval,
        Purpose.Diagnose or Purpose.Verify or Purpose.PreviewRemoval => purpose,
    };
}
