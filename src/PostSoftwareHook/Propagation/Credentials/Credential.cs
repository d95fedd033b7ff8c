namespace PostSoftwareHook.Propagation;

/// <summary>What a registry is shown at login. Never printed: <see cref="ToString"/> gives away nothing.</summary>
internal sealed record Credential(string Username, string Password)
{
    /// <inheritdoc/>
    public override string ToString() => "(credential)";
}
