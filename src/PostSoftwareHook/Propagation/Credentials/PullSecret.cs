namespace PostSoftwareHook.Propagation;

/// <summary>A pull secret as it was found in the cluster.</summary>
internal sealed record PullSecret
{
    /// <summary>Where it is.</summary>
    public required NamespacedName Id { get; init; }

    /// <summary>The server's identity of this very object.</summary>
    public required string Uid { get; init; }

    /// <summary>The version that a write must name, so that nobody else's change is lost.</summary>
    public required string ResourceVersion { get; init; }

    /// <summary>Its type; immutable in Kubernetes.</summary>
    public required string Type { get; init; }

    /// <summary>Whether its data is immutable.</summary>
    public bool IsImmutable { get; init; }

    /// <summary>Whether it bears our label.</summary>
    public bool IsOurs { get; init; }

    /// <summary>The sources that our annotation names, or null.</summary>
    public string? Origin { get; init; }

    /// <summary>When its data was last changed, by the API server's clock, in whole seconds.</summary>
    public DateTimeOffset DataChangedAt { get; init; }

    /// <summary>What it holds, or null where that can't be read.</summary>
    public RegistryCredentials? Credentials { get; init; }

    /// <summary>What the kubelet takes from it: nothing where the type is another (kubernetes/pkg/credentialprovider/secrets, <c>MakeDockerKeyring</c>).</summary>
    public RegistryCredentials? Usable => Type == DockerConfig.SecretType ? Credentials : null;

    /// <summary>Why <see cref="Credentials"/> is null: the end of a sentence that starts with the secret's name.</summary>
    public string? Problem { get; init; }
}
