using Microsoft.Extensions.Logging.Abstractions;
using PostSoftwareHook.Access;
using PostSoftwareHook.Api;

namespace PostSoftwareHook.Fuzzing.Targets;

/// <summary>An untrusted kubeconfig, read by a user who allows no exec plugins.</summary>
internal sealed class KubeconfigFile : ITarget
{
    private readonly TempFolder _folder = new();
    private readonly string _canary;

    /// <summary>Creates a program that must not run.</summary>
    public KubeconfigFile()
    {
        _canary = _folder.PathTo("ran");
        _folder.WriteScript("plugin", $"touch {_canary}\n");
    }

    /// <inheritdoc/>
    public string Name => "kubeconfig";

    /// <inheritdoc/>
    public void Run(byte[] input)
    {
        var file = _folder.PathTo("config");
        File.WriteAllBytes(file, input);
        var settings = new ConnectionOptions { Kubeconfig = file, MayRunExecPlugins = false };

        Expect.SentenceOrResult(() =>
        {
            var access = ClientConfigLoader.Resolve(settings, new(isAllowed: false, (_, _) => throw new Finding("An exec plugin is announced although none is allowed.")));
            using var client = new ApiClient(access, settings, new(TimeSpan.FromSeconds(1)), NullLogger.Instance, CancellationToken.None);
            Expect.Sentence(access.Origin);
        });
        if (File.Exists(_canary))
        {
            throw new Finding("An exec plugin ran although none is allowed.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();
}
