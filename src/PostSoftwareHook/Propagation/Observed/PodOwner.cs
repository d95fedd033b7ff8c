namespace PostSoftwareHook.Propagation;

/// <summary>The controller that creates a replacement when the pod is deleted.</summary>
internal sealed record PodOwner(string Kind, string Name, string Uid)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Kind}/{Name}";
}
