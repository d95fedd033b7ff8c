namespace PostSoftwareHook.Propagation;

/// <summary>The result of parsing a pull secret: credentials or a problem.</summary>
/// <param name="Credentials">The credentials, or null.</param>
/// <param name="Problem">The problem, as a predicate to follow the name of the secret, or null.</param>
internal sealed record DockerConfigResult(RegistryCredentials? Credentials, string? Problem)
{
    public static DockerConfigResult Ok(RegistryCredentials credentials) => new(credentials, null);

    public static DockerConfigResult Invalid(string problem) => new(null, problem);
}
