using PostSoftwareHook.Guards;
using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.Fuzzing.Targets;

/// <summary>The content of a pull secret.</summary>
internal sealed class DockerConfigContent : ITarget
{
    private static readonly RegistryFilter Everything = new([new("*")], []);

    /// <inheritdoc/>
    public string Name => "docker-config";

    /// <inheritdoc/>
    public void Run(byte[] input)
    {
        var result = DockerConfig.Parse(input, Everything);
        if (result.Credentials is not { } credentials)
        {
            Expect.Sentence(Printable.OneLine(result.Problem!)); // it may quote a key, and what is printed becomes one line last
            return;
        }

        var again = DockerConfig.Parse(DockerConfig.Write(credentials), Everything).Credentials;
        if (again is null || !again.Entries.SequenceEqual(credentials.Entries))
        {
            throw new Finding("The written content differs from what was read.");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
