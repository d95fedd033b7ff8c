namespace PostSoftwareHook.Incident;

/// <summary>The kube-apiserver process and its flags.</summary>
internal sealed class ApiServer : IDisposable
{
    public const string AuditLogFile = "audit.log";

    private readonly string _program;
    private readonly IReadOnlyList<string> _arguments;
    private ChildProcess _process;

    private ApiServer(string program, IReadOnlyList<string> arguments, ChildProcess process, int port)
    {
        _program = program;
        _arguments = arguments;
        _process = process;
        Port = port;
    }

    public int Port { get; }

    public string LogPath => _process.LogPath;

    public bool IsRunning { get; private set; } = true;

    public static async Task<ApiServer> StartAsync(ControlPlaneBinaries binaries, TempFolder directory, int etcdPort, ControlPlaneOptions options, CancellationToken cancellationToken)
    {
        async Task<ApiServer> StartOnAsync(int port)
        {
            var arguments = Arguments(binaries, directory, etcdPort, port, options.MaxRequestsInFlight).ToList();
            var process = await ChildProcess.StartAsync(binaries.ApiServer, arguments, directory.PathTo("kube-apiserver.log"));
            return new ApiServer(binaries.ApiServer, arguments, process, port);
        }

        var start = new PortedStart("kube-apiserver", options.StartTimeout);
        return await start.RunAsync(StartOnAsync, server => server._process, "https", cancellationToken);
    }

    public async Task StopAsync()
    {
        IsRunning = false;
        await _process.StopAsync();
    }

    public async Task StartAgainAsync()
    {
        if (IsRunning)
        {
            throw new InvalidOperationException("The API server is running.");
        }

        var log = _process.LogPath;
        _process.Dispose();
        _process = await ChildProcess.StartAsync(_program, _arguments, log);
        IsRunning = true;
    }

    public void ThrowIfExited()
    {
        if (_process.HasExited)
        {
            throw new ControlPlaneException($"kube-apiserver exited; its log is {_process.LogPath}:\n{_process.LogTail()}");
        }
    }

    public void Dispose()
    {
        IsRunning = false;
        _process.Dispose();
    }

    private static IEnumerable<string> Arguments(ControlPlaneBinaries binaries, TempFolder directory, int etcdPort, int port, int? maxInFlight)
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

        yield return $"--tls-cert-file={directory.PathTo("server.crt")}";
        yield return $"--tls-private-key-file={directory.PathTo("server.key")}";
        yield return $"--client-ca-file={directory.PathTo("ca.crt")}";
        yield return $"--service-account-key-file={directory.PathTo("sa.key")}";
        yield return $"--service-account-signing-key-file={directory.PathTo("sa.key")}";
        yield return "--service-account-issuer=https://kubernetes.default.svc";
        yield return "--service-cluster-ip-range=10.96.0.0/16";
        yield return "--authorization-mode=RBAC";
        yield return "--allow-privileged=true";
        yield return $"--audit-policy-file={directory.PathTo("audit-policy.yaml")}";
        yield return $"--audit-log-path={directory.PathTo(AuditLogFile)}";
        if (maxInFlight is { } max)
        {
            yield return "--enable-priority-and-fairness=false"; // it would queue requests instead of answering 429
            yield return $"--max-requests-inflight={max}";
            yield return $"--max-mutating-requests-inflight={max}";
        }
    }
}
