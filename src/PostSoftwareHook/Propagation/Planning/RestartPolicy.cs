namespace PostSoftwareHook.Propagation;

/// <summary>Which pods may be restarted.</summary>
internal enum RestartPolicy
{
    /// <summary>Those that are stuck on an image pull that failed on authentication.</summary>
    AuthFailures,

    /// <summary>None.</summary>
    Never,
}
