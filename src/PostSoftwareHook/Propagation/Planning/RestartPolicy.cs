namespace PostSoftwareHook.Propagation;

/// <summary>Which pods may be restarted.</summary>
internal enum RestartPolicy
{
    /// <summary>Pods stuck on an image pull that failed on authentication.</summary>
    AuthFailures,

    /// <summary>No pods.</summary>
    Never,
}
