namespace PostSoftwareHook.Propagation;

/// <summary>Why an image pull failed, as far as the kubelet's words tell.</summary>
internal enum PullFailure
{
    /// <summary>Neither the status nor an event says why.</summary>
    Unknown,

    /// <summary>The registry refused the credentials, or wanted some.</summary>
    Authentication,

    /// <summary>The kubelet can't decode one of the pod's pull secrets, so that it pulls nothing for the pod.</summary>
    UnreadableSecret,

    /// <summary>Something that no credential mends: no such tag, a name that doesn't resolve, a time-out.</summary>
    Other,
}
