namespace PostSoftwareHook.Propagation;

/// <summary>A user name and password for a registry. <see cref="ToString"/> does not reveal them.</summary>
internal sealed record Credential(string Username, string Password)
{
    /// <inheritdoc/>
    public override string ToString() => "(credential)";
}
