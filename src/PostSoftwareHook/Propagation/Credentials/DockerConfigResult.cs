namespace PostSoftwareHook.Propagation;

/// <summary>The result of parsing a pull secret: credentials or a problem.</summary>
/// <param name="Credentials">The credentials, or null.</param>
/// <param name="Problem">The problem, as a predicate to follow the name of the secret, or null.</param>
internal sealed record DockerConfigResult(RegistryCredentials? Credentials, string? Problem)
{
    /// <summary>Whether the kubelet may use the content all the same: the problem is an entry that only we do not read.</summary>
    public bool MayServeTheKubelet { get; init; }

    public static DockerConfigResult Ok(RegistryCredentials credentials) => new(credentials, null);

    public static DockerConfigResult Invalid(string problem) => new(null, problem);
}
