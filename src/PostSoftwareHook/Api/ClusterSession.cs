using Microsoft.Extensions.Logging;
using PostSoftwareHook.Access;
using PostSoftwareHook.Guards;

namespace PostSoftwareHook.Api;

/// <summary>A cluster that is being talked to: where it is, a client for it, and the count of what was sent.</summary>
internal sealed class ClusterSession : IDisposable
{
    private readonly RetryingHandler _traffic;

    /// <summary>Finds out which cluster is meant and makes a client for it; nothing is sent yet.</summary>
    /// <param name="settings">How to reach it.</param>
    /// <param name="deadline">When requests are given up.</param>
    /// <param name="log">Where requests are logged.</param>
    /// <param name="redactor">Learns the credentials.</param>
    /// <param name="announcePlugin">Told the name and origin of an exec plugin, before it runs.</param>
    /// <param name="stop">Ends the pauses between tries.</param>
    /// <exception cref="HookException">The settings don't come to a cluster.</exception>
    public ClusterSession(ConnectionOptions settings, Deadline deadline, ILogger log, Redactor redactor, Action<string, string> announcePlugin, CancellationToken stop)
    {
        Access = ClientConfigLoader.Resolve(settings, new(settings.MayRunExecPlugins, announcePlugin));
        redactor.Add(Access.Secrets);
        _traffic = new(deadline, settings, log, stop);
        Client = ClusterConnection.Open(Access, _traffic);
    }

    /// <summary>Where the cluster is and how it is entered.</summary>
    public ClientConfig Access { get; }

    /// <summary>The client.</summary>
    public k8s.Kubernetes Client { get; }

    /// <summary>The API server's address, for a person.</summary>
    public string Host => Client.BaseUri.GetLeftPart(UriPartial.Authority);

    /// <summary>How many requests were sent.</summary>
    public int Requests => _traffic.Requests;

    /// <inheritdoc/>
    public void Dispose()
    {
        Client.Dispose();
        _traffic.Dispose();
    }
}
