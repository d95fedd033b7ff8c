namespace PostSoftwareHook.Run;

/// <summary>What a run is doing.</summary>
internal enum RunStep
{
    /// <summary>It runs an exec plugin to log in.</summary>
    LoggingIn,

    /// <summary>It reads the cluster.</summary>
    Observing,

    /// <summary>It writes what heals.</summary>
    Healing,

    /// <summary>It removes links and copies.</summary>
    Removing,

    /// <summary>It waits for what is missing.</summary>
    Waiting,
}
