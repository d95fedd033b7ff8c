namespace PostSoftwareHook.Incident;

/// <summary>How the hub begins.</summary>
public sealed record HubOptions
{
    /// <summary>Whether the clusters have been imported already. Otherwise <see cref="HubIncident.ImportAsync"/>, or whoever the test lets do it, imports them.</summary>
    public bool Imported { get; init; } = true;

    /// <summary>How long the import controller takes until it deploys the agent.</summary>
    public TimeSpan DeploysAfter { get; init; } = TimeSpan.FromMilliseconds(300);
}
