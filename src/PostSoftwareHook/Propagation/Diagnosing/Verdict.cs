namespace PostSoftwareHook.Propagation;

/// <summary>What a diagnosis can say. A closed set; in a result each is written in snake_case.</summary>
internal enum Verdict
{
    /// <summary>No pod is held back by an image pull.</summary>
    Healthy,

    /// <summary>A stuck pod's serviceaccount, or the pod itself, doesn't carry the secret.</summary>
    LinkMissing,

    /// <summary>A copy differs from the source.</summary>
    CopyStale,

    /// <summary>The source has no entry for a failing image's registry.</summary>
    SourceMissingRegistry,

    /// <summary>The source isn't there or can't be read.</summary>
    SourceInvalid,

    /// <summary>A stuck pod already carries what the source holds, and the registry still says no.</summary>
    CredentialsRejected,

    /// <summary>The kubelet can't decode a pull secret that a stuck pod names, and that secret isn't a copy of ours.</summary>
    PullSecretUnreadable,

    /// <summary>Pods are stuck, and the nodes may not have the global pull secret yet: a MachineConfigPool is paused, updating or degraded.</summary>
    NodeConfigNotRolledOut,

    /// <summary>Pods wait for an image, and neither their status nor an event says why.</summary>
    Unknown,

    /// <summary>Pods are stuck on pulls that failed for another reason.</summary>
    NotAuthentication,

    /// <summary>No node is Ready, or no target namespace is there.</summary>
    ClusterNotReady,
}
