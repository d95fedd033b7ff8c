namespace PostSoftwareHook.Propagation;

/// <summary>A serviceaccount as it was found.</summary>
internal sealed record ServiceAccountSnapshot
{
    /// <summary>The serviceaccount's name.</summary>
    public required string Name { get; init; }

    /// <summary>The version that a write must name.</summary>
    public required string ResourceVersion { get; init; }

    /// <summary>The names in its imagePullSecrets, in their order.</summary>
    public IReadOnlyList<string> ImagePullSecrets { get; init; } = [];

    /// <summary>When that list was last changed, in whole seconds, where the server tells.</summary>
    public DateTimeOffset? LinksChangedAt { get; init; }

    /// <summary>Whether its annotation opts it out.</summary>
    public bool IsOptedOut { get; init; }
}
