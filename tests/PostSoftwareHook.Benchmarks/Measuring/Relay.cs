using System.Net;
using System.Net.Sockets;

namespace PostSoftwareHook.Benchmarks.Measuring;

/// <summary>Passes connections on as they are, and says when each came.</summary>
internal sealed class Relay : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _target;
    private readonly Action _connected;

    /// <summary>Listens, until disposed.</summary>
    /// <param name="target">The loopback port to pass on to.</param>
    /// <param name="connected">Called for each connection as soon as it is there.</param>
    public Relay(int target, Action connected)
    {
        _target = target;
        _connected = connected;
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                _connected();
                _ = PassAsync(client);
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private async Task PassAsync(TcpClient client)
    {
        using var server = new TcpClient { NoDelay = true };
        using (client)
        {
            client.NoDelay = true;
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _target);
                await Task.WhenAny(client.GetStream().CopyToAsync(server.GetStream()), server.GetStream().CopyToAsync(client.GetStream()));
            }
            catch (Exception end) when (end is SocketException or IOException)
            {
                // Either side has gone; so goes the other.
            }
        }
    }
}
