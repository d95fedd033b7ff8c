using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace PostSoftwareHook.ClusterTests.Faults;

/// <summary>The port that the hook knows. It passes bytes on, and can be shut: then connections break, and new ones are refused.</summary>
internal sealed class FrontDoor : IAsyncDisposable
{
    private readonly int _inside;
    private readonly ConcurrentDictionary<Socket, byte> _open = [];
    private readonly SemaphoreSlim _gate = new(1);
    private Socket _listener = NewSocket();
    private Task _accepting;

    /// <summary>A door to the server on the port <paramref name="inside"/>.</summary>
    public FrontDoor(int inside)
    {
        _inside = inside;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        _accepting = AcceptAsync(_listener);
    }

    /// <summary>The port on loopback.</summary>
    public int Port { get; }

    /// <summary>Breaks all connections and refuses others for a while, unless that is so already.</summary>
    public async Task ShutForAsync(TimeSpan duration, CancellationToken end)
    {
        if (!await _gate.WaitAsync(TimeSpan.Zero, CancellationToken.None))
        {
            return;
        }

        try
        {
            await ShutAsync();
            await Task.Delay(duration, end);
            _listener = await OpenAgainAsync(end);
            _accepting = AcceptAsync(_listener);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _gate.WaitAsync();
        await ShutAsync();
        _gate.Dispose();
    }

    private static Socket NewSocket() => new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    /// <summary>Takes the port again. A connection that is still being closed, or somebody else's for a moment, may hold it.</summary>
    private async Task<Socket> OpenAgainAsync(CancellationToken end)
    {
        while (true)
        {
            var socket = NewSocket();
            try
            {
                socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
                socket.Bind(new IPEndPoint(IPAddress.Loopback, Port));
                return socket;
            }
            catch (SocketException)
            {
                socket.Dispose();
                await Task.Delay(20, end);
            }
        }
    }

    private async Task ShutAsync()
    {
        _listener.Dispose();
        await _accepting;
        foreach (var socket in _open.Keys)
        {
            Break(socket);
        }
    }

    private async Task AcceptAsync(Socket listener)
    {
        listener.Listen();
        try
        {
            while (true)
            {
                _ = PassAsync(await listener.AcceptAsync());
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Shut.
        }
    }

    private async Task PassAsync(Socket outer)
    {
        using var inner = NewSocket();
        using (outer)
        {
            _open[outer] = 0;
            try
            {
                await inner.ConnectAsync(IPAddress.Loopback, _inside);
                await Task.WhenAll(PumpAsync(outer, inner), PumpAsync(inner, outer));
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                Break(outer);
                Break(inner);
            }
            finally
            {
                _open.TryRemove(outer, out _);
            }
        }
    }

    private static async Task PumpAsync(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and var length)
            {
                await to.SendAsync(buffer.AsMemory(0, length));
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The other direction hears of it too.
            Break(from);
            Break(to);
            throw;
        }
    }

    /// <summary>Closes with a reset.</summary>
    private static void Break(Socket socket)
    {
        try
        {
            socket.LingerState = new(true, 0);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It is closed already.
        }

        socket.Dispose();
    }
}
