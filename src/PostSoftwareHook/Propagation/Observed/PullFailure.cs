namespace PostSoftwareHook.Propagation;

/// <summary>Why an image pull failed, as far as the kubelet's words tell.</summary>
internal enum PullFailure
{
    /// <summary>Neither the status nor an event says why.</summary>
    Unknown,

    /// <summary>The registry refused the credentials, or wanted some.</summary>
    Authentication,

    /// <summary>Something that no credential mends: no such tag, a name that doesn't resolve, a time-out.</summary>
    Other,
}
