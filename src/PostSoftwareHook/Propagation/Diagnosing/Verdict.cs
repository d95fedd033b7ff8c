namespace PostSoftwareHook.Propagation;

/// <summary>The possible verdicts of a diagnosis. Results contain them in snake_case.</summary>
internal enum Verdict
{
    /// <summary>No pod is stuck on an image pull.</summary>
    Healthy,

    /// <summary>A stuck pod does not reference the secret, for example because its serviceaccount does not.</summary>
    LinkMissing,

    /// <summary>A pod was refused, and the registry accepts what it presents now: a restart is enough.</summary>
    TransientRefusal,

    /// <summary>A copy is missing or differs from the source, or a stuck pod has not retried since the copy was renewed.</summary>
    CopyStale,

    /// <summary>The source has no entry for the registry of an image that fails to pull.</summary>
    SourceMissingRegistry,

    /// <summary>The source secret does not exist, cannot be parsed, or holds no registry to copy.</summary>
    SourceInvalid,

    /// <summary>A stuck pod already references the source's credentials, and the registry refuses them.</summary>
    CredentialsRejected,

    /// <summary>The kubelet can't decode a pull secret that a stuck pod names, and that secret isn't a copy of ours.</summary>
    PullSecretUnreadable,

    /// <summary>A stuck pod's template names its own pull secrets, so no link reaches the pod, and those do not serve.</summary>
    OwnPullSecrets,

    /// <summary>A mirror refuses the nodes' credentials. No secret of a pod reaches a mirror.</summary>
    MirrorRefused,

    /// <summary>The cluster's proxy asks for a login.</summary>
    ProxyRefused,

    /// <summary>Pods are stuck, and the nodes may not have the global pull secret yet: a MachineConfigPool is paused, updating or degraded.</summary>
    NodeConfigNotRolledOut,

    /// <summary>Pods wait for an image, and neither their status nor an event says why.</summary>
    Unknown,

    /// <summary>The bundle of a Subscription could not be unpacked.</summary>
    OperatorsFailed,

    /// <summary>A catalog is not READY, and no pod of it says why.</summary>
    CatalogsUnserved,

    /// <summary>Pods are stuck on image pulls that failed for a reason other than authentication.</summary>
    NotAuthentication,

    /// <summary>No node is Ready, or no target namespace exists.</summary>
    ClusterNotReady,
}
