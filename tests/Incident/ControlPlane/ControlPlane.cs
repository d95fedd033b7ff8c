using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using k8s;

namespace PostSoftwareHook.Incident;

/// <summary>A real etcd and kube-apiserver on loopback ports, with RBAC and an audit log, for as long as this object lives.</summary>
public sealed class ControlPlane : IAsyncDisposable
{
    private readonly ControlPlaneOptions options;
    private readonly TemporaryDirectory directory = TemporaryDirectory.Create();
    private readonly TemporaryDirectory data = TemporaryDirectory.CreateInMemory();
    private readonly CertificateAuthority authority = new("incident-ca");
    private readonly List<Kubernetes> clients = [];
    private Etcd? etcd;
    private ApiServer? apiServer;
    private Kubernetes? client;
    private AuditLog? audit;
    private Kubeconfigs? kubeconfigs;
    private string? kubeconfig;

    private ControlPlane(ControlPlaneOptions options)
    {
        this.options = options;
    }

    /// <summary>Path of the kubeconfig of <see cref="ControlPlaneUsers.Admin"/>: the one the hook is given.</summary>
    public string Kubeconfig => kubeconfig ?? throw NotStarted();

    /// <summary>Further kubeconfigs: other users, and those that must fail.</summary>
    public Kubeconfigs Kubeconfigs => kubeconfigs ?? throw NotStarted();

    /// <summary>The test's independent eye, as <see cref="ControlPlaneUsers.Observer"/>.</summary>
    public IKubernetes Client => client ?? throw NotStarted();

    public AuditLog Audit => audit ?? throw NotStarted();

    /// <summary>The API server's address, https://127.0.0.1:port.</summary>
    public string Host => $"https://127.0.0.1:{(apiServer ?? throw NotStarted()).Port}";

    public string CaCertificatePath => directory.File("ca.crt");

    /// <summary>Whether OpenShift's and RHACM's kinds are served.</summary>
    public bool HasCustomResources => options.CustomResources;

    public bool IsApiServerRunning => apiServer?.IsRunning ?? false;

    /// <summary>Private keys and tokens of all kubeconfigs written so far.</summary>
    public Planted Planted { get; } = new();

    internal string CertificateAuthorityPem => authority.CertificatePem;

    internal HttpClient Http => (client ?? throw NotStarted()).HttpClient;

    public static async Task<ControlPlane> StartAsync(ControlPlaneOptions? options = null, CancellationToken cancellationToken = default)
    {
        var controlPlane = new ControlPlane(options ?? new ControlPlaneOptions());
        try
        {
            await controlPlane.LaunchAsync(cancellationToken);
            return controlPlane;
        }
        catch (Exception failure)
        {
            if (failure is ControlPlaneException)
            {
                controlPlane.directory.Keep();
            }

            await controlPlane.DisposeAsync();
            throw;
        }
    }

    /// <summary>A certificate with which this API server knows its bearer as <paramref name="user"/>.</summary>
    public IssuedCertificate IssueClientCertificate(string user, params string[] groups) => authority.IssueClient(user, groups, Validity.Now);

    /// <summary>A certificate with which a server on a loopback address passes for this API server.</summary>
    public IssuedCertificate IssueServerCertificate() => authority.IssueServer(Validity.Now);

    /// <summary>The same, but its time is over.</summary>
    public IssuedCertificate IssueExpiredServerCertificate() => authority.IssueServer(Validity.Expired);

    /// <summary>Halts etcd: requests that need it hang.</summary>
    public Task PauseEtcdAsync() => (etcd ?? throw NotStarted()).SignalAsync("STOP");

    /// <summary>Lets etcd go on.</summary>
    public Task ResumeEtcdAsync() => (etcd ?? throw NotStarted()).SignalAsync("CONT");

    /// <summary>Kills the API server, as a crash would: open connections break. etcd keeps everything.</summary>
    public Task StopApiServerAsync() => (apiServer ?? throw NotStarted()).StopAsync();

    /// <summary>Starts the API server again, on the port it had.</summary>
    public async Task StartApiServerAsync(CancellationToken cancellationToken = default)
    {
        await (apiServer ?? throw NotStarted()).StartAgainAsync();
        await WaitUntilReadyAsync(cancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        clients.ForEach(each => each.Dispose());
        apiServer?.Dispose();
        etcd?.Dispose();
        authority.Dispose();
        data.Dispose();
        directory.Dispose();
        return ValueTask.CompletedTask;
    }

    internal IssuedCertificate IssueExpiredCertificate(string user, params string[] groups) => authority.IssueClient(user, groups, Validity.Expired);

    /// <summary>A client of its own for a user who may do everything; it lives as long as the control plane.</summary>
    internal Kubernetes ClientFor(string user, params string[] groups)
    {
        var certificate = IssueClientCertificate(user, [ControlPlaneUsers.MastersGroup, .. groups]);
        var configuration = new KubernetesClientConfiguration
        {
            Host = Host,
            SslCaCerts = new X509Certificate2Collection(authority.Certificate),
            ClientCertificateData = Convert.ToBase64String(Encoding.UTF8.GetBytes(certificate.CertificatePem)),
            ClientCertificateKeyData = Convert.ToBase64String(Encoding.UTF8.GetBytes(certificate.PrivateKeyPem)),
            UserAgent = user,
        };
        var created = new Kubernetes(configuration);
        clients.Add(created);
        return created;
    }

    private static InvalidOperationException NotStarted() => new("The control plane is not started.");

    private async Task LaunchAsync(CancellationToken cancellationToken)
    {
        var binaries = await ControlPlaneBinaries.FindAsync();
        WriteFiles();
        etcd = await Etcd.StartAsync(binaries, data.Path, directory.File("etcd.log"), options.StartTimeout, cancellationToken);
        apiServer = await ApiServer.StartAsync(binaries, directory, etcd.ClientPort, options, cancellationToken);
        client = ClientFor(ControlPlaneUsers.Observer);
        kubeconfigs = new Kubeconfigs(this, directory.File("kubeconfigs"));
        kubeconfig = kubeconfigs.Write("admin", kubeconfigs.ContentFor(ControlPlaneUsers.Admin, ControlPlaneUsers.MastersGroup));
        audit = new AuditLog(directory.File(ApiServer.AuditLogFile), AskVersionAsync);
        await WaitUntilReadyAsync(cancellationToken);
        if (options.CustomResources)
        {
            await CustomResourceDefinitions.InstallAsync(client, cancellationToken);
        }
    }

    private void WriteFiles()
    {
        File.WriteAllText(CaCertificatePath, authority.CertificatePem);
        var server = authority.IssueServer(Validity.Now);
        File.WriteAllText(directory.File("server.crt"), server.CertificatePem);
        File.WriteAllText(directory.File("server.key"), server.PrivateKeyPem);
        using var serviceAccountKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        File.WriteAllText(directory.File("sa.key"), serviceAccountKey.ExportECPrivateKeyPem());
        File.WriteAllText(directory.File("audit-policy.yaml"), AuditPolicy.Yaml);
    }

    private async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        var answer = "no answer";
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(options.StartTimeout);
        try
        {
            while (answer != "ok")
            {
                apiServer!.ThrowIfExited();
                answer = await TextAsync("readyz", deadline.Token);
                await Task.Delay(answer == "ok" ? 0 : 50, deadline.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ControlPlaneException($"kube-apiserver was not ready in time ({answer}); its log is {apiServer!.LogPath}.");
        }
    }

    private async Task<bool> AskVersionAsync(string query, CancellationToken cancellationToken)
    {
        if (IsApiServerRunning)
        {
            await TextAsync($"version?{query}", cancellationToken);
        }

        return IsApiServerRunning;
    }

    private async Task<string> TextAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await Http.GetAsync(new Uri($"{Host}/{path}"), cancellationToken);
            return await response.Content.ReadAsStringAsync(cancellationToken);
        }
        catch (HttpRequestException failure)
        {
            return failure.Message;
        }
    }
}
