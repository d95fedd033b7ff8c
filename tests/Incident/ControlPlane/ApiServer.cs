namespace PostSoftwareHook.Incident;

/// <summary>The kube-apiserver process and its flags.</summary>
internal sealed class ApiServer : IDisposable
{
    public const string AuditLogFile = "audit.log";

    private readonly string program;
    private readonly IReadOnlyList<string> arguments;
    private ChildProcess process;

    private ApiServer(string program, IReadOnlyList<string> arguments, ChildProcess process, int port)
    {
        this.program = program;
        this.arguments = arguments;
        this.process = process;
        Port = port;
    }

    public int Port { get; }

    public string LogPath => process.LogPath;

    public bool IsRunning { get; private set; } = true;

    public static async Task<ApiServer> StartAsync(ControlPlaneBinaries binaries, TemporaryDirectory directory, int etcdPort, ControlPlaneOptions options, CancellationToken cancellationToken)
    {
        async Task<ApiServer> StartOnAsync(int port)
        {
            var arguments = Arguments(binaries, directory, etcdPort, port, options.MaxRequestsInFlight).ToList();
            var process = await ChildProcess.StartAsync(binaries.ApiServer, arguments, directory.File("kube-apiserver.log"));
            return new ApiServer(binaries.ApiServer, arguments, process, port);
        }

        var start = new PortedStart("kube-apiserver", options.StartTimeout);
        return await start.RunAsync(StartOnAsync, server => server.process, "https", cancellationToken);
    }

    public async Task StopAsync()
    {
        IsRunning = false;
        await process.StopAsync();
    }

    public async Task StartAgainAsync()
    {
        if (IsRunning)
        {
            throw new InvalidOperationException("The API server is running.");
        }

        var log = process.LogPath;
        process.Dispose();
        process = await ChildProcess.StartAsync(program, arguments, log);
        IsRunning = true;
    }

    public void ThrowIfExited()
    {
        if (process.HasExited)
        {
            throw new ControlPlaneException($"kube-apiserver exited; its log is {process.LogPath}:\n{process.LogTail()}");
        }
    }

    public void Dispose()
    {
        IsRunning = false;
        process.Dispose();
    }

    private static IEnumerable<string> Arguments(ControlPlaneBinaries binaries, TemporaryDirectory directory, int etcdPort, int port, int? maxInFlight)
    {
        yield return $"--etcd-servers=http://127.0.0.1:{etcdPort}";
        yield return "--bind-address=127.0.0.1";
        yield return "--advertise-address=127.0.0.1";
        yield return "--external-hostname=localhost";
        yield return "--endpoint-reconciler-type=none";
        yield return $"--secure-port={port}";
        if (binaries.ApiServerHasInsecurePort)
        {
            yield return "--insecure-port=0";
        }

        yield return $"--tls-cert-file={directory.File("server.crt")}";
        yield return $"--tls-private-key-file={directory.File("server.key")}";
        yield return $"--client-ca-file={directory.File("ca.crt")}";
        yield return $"--service-account-key-file={directory.File("sa.key")}";
        yield return $"--service-account-signing-key-file={directory.File("sa.key")}";
        yield return "--service-account-issuer=https://kubernetes.default.svc";
        yield return "--service-cluster-ip-range=10.96.0.0/16";
        yield return "--authorization-mode=RBAC";
        yield return "--allow-privileged=true";
        yield return $"--audit-policy-file={directory.File("audit-policy.yaml")}";
        yield return $"--audit-log-path={directory.File(AuditLogFile)}";
        if (maxInFlight is { } max)
        {
            yield return "--enable-priority-and-fairness=false"; // which would let requests wait rather than say 429
            yield return $"--max-requests-inflight={max}";
            yield return $"--max-mutating-requests-inflight={max}";
        }
    }
}
