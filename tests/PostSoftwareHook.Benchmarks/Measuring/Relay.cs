using System.Net;
using System.Net.Sockets;

namespace PostSoftwareHook.Benchmarks.Measuring;

/// <summary>Forwards connections unchanged, and reports when each was opened and when its TLS handshake ended.</summary>
internal sealed class Relay : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _target;
    private readonly Action _connected;
    private readonly Action _shookHands;

    /// <summary>Listens until disposed.</summary>
    /// <param name="target">The loopback port to forward to.</param>
    /// <param name="connected">Called when a connection is opened.</param>
    /// <param name="shookHands">
    /// Called when the client of a connection sends for the third time, which in TLS 1.3 is its first data after the handshake.
    /// </param>
    public Relay(int target, Action connected, Action shookHands)
    {
        _target = target;
        _connected = connected;
        _shookHands = shookHands;
        _listener.Start();
        _ = AcceptAsync();
    }

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
                await OnceAsync(client.GetStream(), server.GetStream());
                await OnceAsync(server.GetStream(), client.GetStream());
                await Task.WhenAny(RestAsync(client.GetStream(), server.GetStream()), server.GetStream().CopyToAsync(client.GetStream()));
            }
            catch (Exception end) when (end is SocketException or IOException)
            {
                // One side closed the connection; the other is closed too.
            }
        }
    }

    private async Task RestAsync(NetworkStream client, NetworkStream server)
    {
        await OnceAsync(client, server);
        await OnceAsync(client, server, _shookHands);
        await client.CopyToAsync(server);
    }

    private static async Task OnceAsync(NetworkStream from, NetworkStream to, Action? came = null)
    {
        var buffer = new byte[16 * 1024];
        var length = await from.ReadAsync(buffer);
        came?.Invoke();
        await to.WriteAsync(buffer.AsMemory(0, length));
    }
}
