namespace PostSoftwareHook.Incident;

/// <summary>Initial state of the hub.</summary>
public sealed record HubOptions
{
    /// <summary>
    /// Whether the clusters are already imported. If not, <see cref="HubIncident.ImportAsync"/> or the code under test imports them.
    /// </summary>
    public bool Imported { get; init; } = true;

    /// <summary>Time that the import controller takes to deploy the agent.</summary>
    public TimeSpan DeploysAfter { get; init; } = TimeSpan.FromMilliseconds(300);
}
