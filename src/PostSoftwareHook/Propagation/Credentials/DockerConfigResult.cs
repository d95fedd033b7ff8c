namespace PostSoftwareHook.Propagation;

/// <summary>Either credentials or what is wrong with the text that should have held them.</summary>
/// <param name="Credentials">What was read, or null.</param>
/// <param name="Problem">The end of a sentence that starts with the secret's name, or null.</param>
internal sealed record DockerConfigResult(RegistryCredentials? Credentials, string? Problem)
{
    /// <summary>A text that could be read.</summary>
    public static DockerConfigResult Ok(RegistryCredentials credentials) => new(credentials, null);

    /// <summary>A text that could not be read.</summary>
    public static DockerConfigResult Invalid(string problem) => new(null, problem);
}
