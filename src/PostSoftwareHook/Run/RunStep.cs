namespace PostSoftwareHook.Run;

/// <summary>The step that a run is in.</summary>
internal enum RunStep
{
    /// <summary>Running an exec plugin to log in.</summary>
    LoggingIn,

    /// <summary>Reading the cluster.</summary>
    Observing,

    /// <summary>Asking why pods wait.</summary>
    Investigating,

    /// <summary>Writing the changes of a heal.</summary>
    Healing,

    /// <summary>Removing links and copies.</summary>
    Removing,

    /// <summary>Waiting for unmet conditions.</summary>
    Waiting,
}
