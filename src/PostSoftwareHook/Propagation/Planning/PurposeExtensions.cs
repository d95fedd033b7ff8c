namespace PostSoftwareHook.Propagation;

internal static class PurposeExtensions
{
    /// <summary>Whether a run may change the cluster.</summary>
    public static bool Writes(this Purpose purpose) => purpose is Purpose.Heal or Purpose.Remove;

    /// <summary>Whether the run removes the copies or previews that.</summary>
    public static bool IsRemoval(this Purpose purpose) => purpose is Purpose.Remove or Purpose.PreviewRemoval;

    /// <summary>The purpose that check mode uses instead, which writes nothing.</summary>
    public static Purpose WithoutWriting(this Purpose purpose) => purpose switch
    {
        Purpose.Heal => Purpose.Diagnose,
        Purpose.Remove => Purpose.PreviewRemoval,
        Purpose.Diagnose or Purpose.Verify or Purpose.PreviewRemoval => purpose,
    };
}
