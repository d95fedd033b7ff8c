namespace PostSoftwareHook.CommandLine;

/// <summary>Exit codes of the command line; documented and stable.</summary>
internal static class ExitCode
{
    /// <summary>Healthy, or healed.</summary>
    public const int Healthy = 0;

    /// <summary>Something failed, or did not recover.</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong, or a question could not be asked.</summary>
    public const int Usage = 2;

    /// <summary>Something would be changed.</summary>
    public const int WouldChange = 3;

    /// <summary>A defect in this program (EX_SOFTWARE in sysexits.h).</summary>
    public const int Internal = 70;

    /// <summary>Stopped by Ctrl-C or SIGTERM.</summary>
    public const int Interrupted = 130;

    /// <summary>The exit code for <paramref name="results"/>: that of the worst result.</summary>
    public static int Of(IReadOnlyList<ClusterResult> results, bool isStopped) =>
        isStopped ? Interrupted
        : results.Any(result => result.Run.IsInternalError) ? Internal
        : results.Any(result => result.Run.Failed) ? Failed
        : results.Any(result => result.WouldChange) ? WouldChange
        : Healthy;
}
