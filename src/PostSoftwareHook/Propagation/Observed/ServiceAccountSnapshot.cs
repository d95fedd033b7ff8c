namespace PostSoftwareHook.Propagation;

/// <summary>A serviceaccount as read from the API server.</summary>
internal sealed record ServiceAccountSnapshot
{
    public required string Name { get; init; }

    /// <summary>The version that a write sends, so that it fails with 409 if the object was changed in between.</summary>
    public required string ResourceVersion { get; init; }

    /// <summary>The names in imagePullSecrets, in order.</summary>
    public IReadOnlyList<string> ImagePullSecrets { get; init; } = [];

    /// <summary>When imagePullSecrets was last changed according to managedFields, in whole seconds, or null.</summary>
    public DateTimeOffset? LinksChangedAt { get; init; }

    /// <summary>Whether it has the annotation <see cref="OwnershipLabels.OptOutAnnotation"/>.</summary>
    public bool IsOptedOut { get; init; }
}
