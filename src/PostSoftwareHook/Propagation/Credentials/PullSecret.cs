namespace PostSoftwareHook.Propagation;

/// <summary>A pull secret as read from the API server.</summary>
internal sealed record PullSecret
{
    public required NamespacedName Id { get; init; }

    /// <summary>The UID.</summary>
    public required string Uid { get; init; }

    /// <summary>The version that a write sends, so that it fails with 409 rather than overwrite someone else's change.</summary>
    public required string ResourceVersion { get; init; }

    /// <summary>The type. Kubernetes does not allow it to be changed.</summary>
    public required string Type { get; init; }

    /// <summary>Whether it is marked immutable, so that its data cannot be changed.</summary>
    public bool IsImmutable { get; init; }

    /// <summary>Whether it has the label <see cref="OwnershipLabels.ManagedByLabel"/> with this tool's value.</summary>
    public bool IsOurs { get; init; }

    /// <summary>The value of the annotation <see cref="OwnershipLabels.OriginAnnotation"/>, or null.</summary>
    public string? Origin { get; init; }

    /// <summary>When its data was last changed according to managedFields, or else its creation time: the API server's clock, in whole seconds.</summary>
    public DateTimeOffset DataChangedAt { get; init; }

    /// <summary>The credentials, or null if they can't be parsed.</summary>
    public RegistryCredentials? Credentials { get; init; }

    /// <summary>The credentials that the kubelet uses: none if the type is wrong (kubernetes/pkg/credentialprovider/secrets, <c>MakeDockerKeyring</c>).</summary>
    public RegistryCredentials? Usable => Type == DockerConfig.SecretType ? Credentials : null;

    /// <summary>Why <see cref="Credentials"/> is null, as a predicate to follow the name of the secret.</summary>
    public string? Problem { get; init; }
}
