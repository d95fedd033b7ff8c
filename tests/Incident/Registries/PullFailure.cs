namespace PostSoftwareHook.Incident;

/// <summary>Why a registry did not hand out an image.</summary>
public enum PullFailure
{
    /// <summary>The registry did not accept the login, or wants one.</summary>
    Unauthorized,

    /// <summary>The login is valid or not required, but there is no such image.</summary>
    ManifestUnknown,

    /// <summary>Anything else (<see cref="Registry.Break"/>).</summary>
    Broken,
}
