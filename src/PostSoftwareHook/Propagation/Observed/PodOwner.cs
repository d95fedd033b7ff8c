namespace PostSoftwareHook.Propagation;

/// <summary>The controller that makes a new pod when one is deleted.</summary>
internal sealed record PodOwner(string Kind, string Name, string Uid)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Kind}/{Name}";
}
