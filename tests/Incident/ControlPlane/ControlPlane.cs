using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using k8s;

namespace PostSoftwareHook.Incident;

/// <summary>A real etcd and kube-apiserver on loopback ports, with RBAC and an audit log, until disposed.</summary>
public sealed class ControlPlane : IAsyncDisposable
{
    private readonly ControlPlaneOptions _options;
    private readonly TempFolder _directory = new();
    private readonly TempFolder _data = TempFolder.InMemory();
    private readonly CertificateAuthority _authority = new("incident-ca");
    private readonly List<Kubernetes> _clients = [];
    private Etcd? _etcd;
    private ApiServer? _apiServer;
    private Kubernetes? _client;
    private AuditLog? _audit;
    private Kubeconfigs? _kubeconfigs;
    private ImageApiServer? _imageApi;
    private string? _kubeconfig;

    private ControlPlane(ControlPlaneOptions options)
    {
        _options = options;
    }

    /// <summary>Path of the kubeconfig of <see cref="ControlPlaneUsers.Admin"/>, which the hook gets.</summary>
    public string Kubeconfig => _kubeconfig ?? throw NotStarted();

    /// <summary>Writes further kubeconfigs: other users, and invalid ones.</summary>
    public Kubeconfigs Kubeconfigs => _kubeconfigs ?? throw NotStarted();

    /// <summary>Independent client the tests use to check the cluster, as <see cref="ControlPlaneUsers.Observer"/>.</summary>
    public IKubernetes Client => _client ?? throw NotStarted();

    public AuditLog Audit => _audit ?? throw NotStarted();

    /// <summary>URL of the API server, https://127.0.0.1:port.</summary>
    public string Host => $"https://127.0.0.1:{(_apiServer ?? throw NotStarted()).Port}";

    public string CaCertificatePath => _directory.PathTo("ca.crt");

    /// <summary>Whether the kinds of OpenShift and RHACM are served.</summary>
    public bool HasCustomResources => _options.CustomResources;

    public bool IsApiServerRunning => _apiServer?.IsRunning ?? false;

    /// <summary>Private keys and tokens of all kubeconfigs written so far.</summary>
    public Planted Planted { get; } = new();

    internal string CertificateAuthorityPem => _authority.CertificatePem;

    /// <summary>OpenShift's image API. Null on a plain Kubernetes.</summary>
    internal ImageApiServer? ImageApi => _imageApi;

    internal HttpClient Http => (_client ?? throw NotStarted()).HttpClient;

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
                controlPlane._directory.Keep();
            }

            await controlPlane.DisposeAsync();
            throw;
        }
    }

    /// <summary>Issues a client certificate for <paramref name="user"/>.</summary>
    public IssuedCertificate IssueClientCertificate(string user, params string[] groups) => _authority.IssueClient(user, groups, Validity.Now);

    /// <summary>Issues a server certificate for loopback addresses that clients of this API server trust.</summary>
    public IssuedCertificate IssueServerCertificate() => _authority.IssueServer(Validity.Now);

    /// <summary>Same, but expired.</summary>
    public IssuedCertificate IssueExpiredServerCertificate() => _authority.IssueServer(Validity.Expired);

    /// <summary>Stops etcd with SIGSTOP: requests that need it hang.</summary>
    public Task PauseEtcdAsync() => (_etcd ?? throw NotStarted()).SignalAsync("STOP");

    /// <summary>Continues etcd with SIGCONT.</summary>
    public Task ResumeEtcdAsync() => (_etcd ?? throw NotStarted()).SignalAsync("CONT");

    /// <summary>Kills the API server, as a crash would: open connections break. etcd keeps the data.</summary>
    public Task StopApiServerAsync() => (_apiServer ?? throw NotStarted()).StopAsync();

    /// <summary>Starts the API server again on the same port.</summary>
    public async Task StartApiServerAsync(CancellationToken cancellationToken = default)
    {
        await (_apiServer ?? throw NotStarted()).StartAgainAsync();
        await WaitUntilReadyAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_imageApi is not null)
        {
            await _imageApi.DisposeAsync();
        }

        _clients.ForEach(each => each.Dispose());
        _apiServer?.Dispose();
        _etcd?.Dispose();
        _authority.Dispose();
        _data.Dispose();
        _directory.Dispose();
    }

    internal IssuedCertificate IssueExpiredCertificate(string user, params string[] groups) => _authority.IssueClient(user, groups, Validity.Expired);

    /// <summary>Creates a client for a user with all rights. It lives as long as the control plane.</summary>
    internal Kubernetes ClientFor(string user, params string[] groups)
    {
        var certificate = IssueClientCertificate(user, [ControlPlaneUsers.MastersGroup, .. groups]);
        var configuration = new KubernetesClientConfiguration
        {
            Host = Host,
            SslCaCerts = new X509Certificate2Collection(_authority.Certificate),
            ClientCertificateData = Convert.ToBase64String(Encoding.UTF8.GetBytes(certificate.CertificatePem)),
            ClientCertificateKeyData = Convert.ToBase64String(Encoding.UTF8.GetBytes(certificate.PrivateKeyPem)),
            UserAgent = user,
        };
        var created = new Kubernetes(configuration);
        _clients.Add(created);
        return created;
    }

    private static InvalidOperationException NotStarted() => new("The control plane is not started.");

    private async Task LaunchAsync(CancellationToken cancellationToken)
    {
        var binaries = await ControlPlaneBinaries.FindAsync();
        WriteFiles();
        _etcd = await Etcd.StartAsync(binaries, _data.Path, _directory.PathTo("etcd.log"), _options.StartTimeout, cancellationToken);
        _apiServer = await ApiServer.StartAsync(binaries, _directory, _etcd.ClientPort, _options, cancellationToken);
        _client = ClientFor(ControlPlaneUsers.Observer);
        _kubeconfigs = new Kubeconfigs(this, _directory.PathTo("kubeconfigs"));
        _kubeconfig = _kubeconfigs.Write("admin", _kubeconfigs.ContentFor(ControlPlaneUsers.Admin, ControlPlaneUsers.MastersGroup));
        _audit = new AuditLog(_directory.PathTo(ApiServer.AuditLogFile), AskVersionAsync);
        await WaitUntilReadyAsync(cancellationToken);
        if (_options.CustomResources)
        {
            _imageApi = new ImageApiServer(this);
            await Task.WhenAll(CustomResourceDefinitions.InstallAsync(_client, cancellationToken), _imageApi.StartAsync(cancellationToken));
        }
    }

    private void WriteFiles()
    {
        File.WriteAllText(CaCertificatePath, _authority.CertificatePem);
        var server = _authority.IssueServer(Validity.Now);
        File.WriteAllText(_directory.PathTo("server.crt"), server.CertificatePem);
        File.WriteAllText(_directory.PathTo("server.key"), server.PrivateKeyPem);
        using var serviceAccountKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        File.WriteAllText(_directory.PathTo("sa.key"), serviceAccountKey.ExportECPrivateKeyPem());
        File.WriteAllText(_directory.PathTo("audit-policy.yaml"), AuditPolicy.Yaml);
    }

    private async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        var answer = "no answer";
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(_options.StartTimeout);
        try
        {
            while (answer != "ok")
            {
                _apiServer!.ThrowIfExited();
                answer = await TextAsync("readyz", deadline.Token);
                await Task.Delay(answer == "ok" ? 0 : 50, deadline.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ControlPlaneException($"kube-apiserver was not ready in time ({answer}); its log is {_apiServer!.LogPath}.");
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
