namespace PostSoftwareHook.Propagation;

/// <summary>Why an image pull failed, according to the kubelet's message.</summary>
internal enum PullFailure
{
    /// <summary>Neither the status nor an event gives the cause.</summary>
    Unknown,

    /// <summary>The registry refused the credentials, or requires some.</summary>
    Authentication,

    /// <summary>The kubelet cannot decode one of the pod's pull secrets, so it pulls nothing for the pod.</summary>
    UnreadableSecret,

    /// <summary>
    /// A mirror refused, and the image's own registry did not. No secret of a pod reaches a mirror: its host needs an entry in the
    /// nodes' pull secret (containers/image: docker/docker_image_src.go, <c>newImageSourceAttempt</c>).
    /// </summary>
    MirrorRefused,

    /// <summary>The cluster's proxy asks for a login (HTTP 407), so no registry was reached.</summary>
    ProxyRefused,

    /// <summary>A cause that credentials do not fix: no such tag, a host name that does not resolve, a timeout.</summary>
    Other,
}
