using System.Net.Sockets;

namespace PostSoftwareHook.Incident;

/// <summary>Starts a server on a free port and waits until it listens. Retries with another port if another process took it.</summary>
internal sealed class PortedStart(string name, TimeSpan timeout)
{
    private const int Attempts = 5;

    public async Task<T> RunAsync<T>(Func<int, Task<T>> start, Func<T, ChildProcess> processOf, string scheme, CancellationToken cancellationToken)
        where T : IDisposable
    {
        for (var attempt = 1; ; attempt++)
        {
            var port = LoopbackPort.Free();
            var server = await start(port);
            var process = processOf(server);
            var problem = await ListensAsync(port, process, cancellationToken);
            if (problem is null)
            {
                return server;
            }

            var tail = process.LogTail();
            server.Dispose();
            if (attempt == Attempts || !tail.Contains("address already in use", StringComparison.Ordinal))
            {
                throw new ControlPlaneException($"{name} {problem} ({scheme}://127.0.0.1:{port}); its log is {process.LogPath}:\n{tail}");
            }
        }
    }

    private async Task<string?> ListensAsync(int port, ChildProcess process, CancellationToken cancellationToken)
    {
        var deadline = DateTime.UtcNow + timeout;
        while (DateTime.UtcNow < deadline)
        {
            if (process.HasExited)
            {
                return "exited";
            }

            try
            {
                using var connection = new TcpClient();
                await connection.ConnectAsync("127.0.0.1", port, cancellationToken);
                return null;
            }
            catch (SocketException)
            {
                await Task.Delay(25, cancellationToken);
            }
        }

        return "did not listen in time";
    }
}
