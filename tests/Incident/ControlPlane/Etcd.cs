namespace PostSoftwareHook.Incident;

/// <summary>The store behind the API server.</summary>
internal sealed class Etcd : IDisposable
{
    private readonly ChildProcess process;

    private Etcd(ChildProcess process, int clientPort)
    {
        this.process = process;
        ClientPort = clientPort;
    }

    public int ClientPort { get; }

    public static async Task<Etcd> StartAsync(ControlPlaneBinaries binaries, TemporaryDirectory directory, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var start = new PortedStart("etcd", timeout);
        return await start.RunAsync(
            async port => new Etcd(await ChildProcess.StartAsync(binaries.Etcd, Arguments(binaries, directory, port), directory.File("etcd.log")), port),
            etcd => etcd.process,
            "http",
            cancellationToken);
    }

    public void Dispose() => process.Dispose();

    private static IEnumerable<string> Arguments(ControlPlaneBinaries binaries, TemporaryDirectory directory, int port)
    {
        var client = $"http://127.0.0.1:{port}";
        var peer = $"http://127.0.0.1:{LoopbackPort.Free()}";
        yield return $"--data-dir={directory.File($"etcd-{port}")}";
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
