using k8s.Models;

namespace PostSoftwareHook.Incident;

/// <summary>Result of pulling one container's image.</summary>
/// <param name="Container">The container in the pod's spec.</param>
/// <param name="FieldPath">Its path in the spec, as in events.</param>
/// <param name="WasPresent">Whether the image was already on the node.</param>
/// <param name="Error">The pull error; null if the image is on the node.</param>
/// <param name="Tried">False if the kubelet has not reached the container, because an init container before it is stuck.</param>
internal sealed record ContainerOutcome(V1Container Container, string FieldPath, bool WasPresent, string? Error, bool Tried)
{
    public bool IsStuck => Error is not null;
}
