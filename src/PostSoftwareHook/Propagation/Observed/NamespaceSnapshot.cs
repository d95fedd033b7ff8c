namespace PostSoftwareHook.Propagation;

/// <summary>What matters of one target namespace.</summary>
internal sealed record NamespaceSnapshot
{
    /// <summary>The namespace's name.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it is being deleted.</summary>
    public bool IsTerminating { get; init; }

    /// <summary>Whether its annotation opts it out.</summary>
    public bool IsOptedOut { get; init; }

    /// <summary>Why it could not be read, as a sentence; else null.</summary>
    public string? Problem { get; init; }

    /// <summary>The secret of our name, or null.</summary>
    public PullSecret? Secret { get; init; }

    /// <summary>All its serviceaccounts, sorted by name.</summary>
    public IReadOnlyList<ServiceAccountSnapshot> ServiceAccounts { get; init; } = [];

    /// <summary>All its pods, sorted by name.</summary>
    public IReadOnlyList<PodSnapshot> Pods { get; init; } = [];

    /// <summary>All its catalog sources, sorted by name; none on a cluster without OLM.</summary>
    public IReadOnlyList<CatalogSourceSnapshot> CatalogSources { get; init; } = [];
}
