namespace PostSoftwareHook.Incident;

/// <summary>
/// The API server's store. Syncing every write to disk would take most of a test run's time, so its data is in memory, and versions
/// that support it do not sync.
/// </summary>
internal sealed class Etcd : IDisposable
{
    private readonly ChildProcess _process;

    private Etcd(ChildProcess process, int clientPort)
    {
        _process = process;
        ClientPort = clientPort;
    }

    public int ClientPort { get; }

    public static async Task<Etcd> StartAsync(ControlPlaneBinaries binaries, string dataFolder, string logPath, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var start = new PortedStart("etcd", timeout);
        return await start.RunAsync(
            async port => new Etcd(await ChildProcess.StartAsync(binaries.Etcd, Arguments(binaries, dataFolder, port), logPath), port),
            etcd => etcd._process,
            "http",
            cancellationToken);
    }

    public Task SignalAsync(string signal) => _process.SignalAsync(signal);

    public void Dispose() => _process.Dispose();

    private static IEnumerable<string> Arguments(ControlPlaneBinaries binaries, string dataFolder, int port)
    {
        var client = $"http://127.0.0.1:{port}";
        var peer = $"http://127.0.0.1:{LoopbackPort.Free()}";
        yield return $"--data-dir={Path.Combine(dataFolder, $"etcd-{port}")}";
        yield return $"--listen-client-urls={client}";
        yield return $"--advertise-client-urls={client}";
        yield return $"--listen-peer-urls={peer}";
        yield return $"--initial-advertise-peer-urls={peer}";
        yield return $"--initial-cluster=default={peer}";
        if (binaries.EtcdHasNoFsync)
        {
            yield return "--unsafe-no-fsync";
        }
    }
}
