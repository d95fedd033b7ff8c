using k8s.Models;

namespace PostSoftwareHook.Incident;

/// <summary>How it stands with one container's image.</summary>
/// <param name="Container">The container as the pod's spec has it.</param>
/// <param name="FieldPath">Where it stands in the spec, as events name it.</param>
/// <param name="WasPresent">Whether the image was on the node already.</param>
/// <param name="Error">Why the image could not be had; null if it is there.</param>
/// <param name="IsOfSecret">Whether it could not be had because a pull secret can't be decoded.</param>
/// <param name="Tried">False if the container's turn has not come, because an init container before it is stuck.</param>
internal sealed record ContainerOutcome(V1Container Container, string FieldPath, bool WasPresent, string? Error, bool IsOfSecret, bool Tried)
{
    public bool IsStuck => Error is not null;
}
