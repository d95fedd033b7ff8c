namespace PostSoftwareHook.Propagation;

/// <summary>The namespace and name of an object, printed as <c>namespace/name</c>.</summary>
internal readonly record struct NamespacedName(string Namespace, string Name)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Namespace}/{Name}";
}
