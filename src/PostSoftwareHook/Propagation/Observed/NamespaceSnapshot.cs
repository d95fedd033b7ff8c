namespace PostSoftwareHook.Propagation;

/// <summary>The relevant objects of one target namespace.</summary>
internal sealed record NamespaceSnapshot
{
    public required string Name { get; init; }

    /// <summary>Whether it is being deleted.</summary>
    public bool IsTerminating { get; init; }

    /// <summary>Whether it has the annotation <see cref="OwnershipLabels.OptOutAnnotation"/>.</summary>
    public bool IsOptedOut { get; init; }

    /// <summary>Whether it has the annotation <see cref="OwnershipLabels.AllowAnnotation"/>.</summary>
    public bool IsAllowed { get; init; }

    /// <summary>Why its objects could not be read, as a sentence, or null.</summary>
    public string? Problem { get; init; }

    /// <summary>The secret called <see cref="Settings.SecretName"/>, or null.</summary>
    public PullSecret? Secret { get; init; }

    /// <summary>All serviceaccounts, sorted by name.</summary>
    public IReadOnlyList<ServiceAccountSnapshot> ServiceAccounts { get; init; } = [];

    /// <summary>All pods, sorted by name.</summary>
    public IReadOnlyList<PodSnapshot> Pods { get; init; } = [];

    /// <summary>All CatalogSources, sorted by name; empty on a cluster without OLM.</summary>
    public IReadOnlyList<CatalogSourceSnapshot> CatalogSources { get; init; } = [];
}
