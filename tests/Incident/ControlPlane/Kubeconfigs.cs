using k8s;
using k8s.Models;

namespace PostSoftwareHook.Incident;

/// <summary>
/// Writes valid and invalid kubeconfig files, and registers their keys and tokens for the leak scans. Every method returns the file's
/// path.
/// </summary>
public sealed class Kubeconfigs
{
    private readonly ControlPlane _controlPlane;
    private readonly string _folder;

    internal Kubeconfigs(ControlPlane controlPlane, string folder)
    {
        _controlPlane = controlPlane;
        _folder = folder;
        Directory.CreateDirectory(folder);
    }

    /// <summary>A kubeconfig for a user of this control plane. Change it with <c>with</c> and <see cref="Write"/> it.</summary>
    public KubeconfigContent ContentFor(string user, params string[] groups) =>
        new(_controlPlane.Host, _controlPlane.CertificateAuthorityPem) { ClientCertificate = _controlPlane.IssueClientCertificate(user, groups) };

    public string Write(string name, KubeconfigContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (content.ClientCertificate is not null)
        {
            _controlPlane.Planted.AddPrivateKey($"private key of kubeconfig {name}", content.ClientCertificate.PrivateKeyPem);
        }

        if (content.Token is not null)
        {
            _controlPlane.Planted.AddToken($"token of kubeconfig {name}", content.Token);
        }

        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, content.ToYaml());
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return path;
    }

    public string ForUser(string user, params string[] groups) => Write($"user-{user}", ContentFor(user, groups));

    /// <summary>A user whose rights under RBAC do not go beyond discovery.</summary>
    public string WithoutRights() => ForUser("nobody-in-particular");

    public string WithToken(string token) => Write("token", Anonymous with { Token = token });

    /// <summary>A token that the server never issued.</summary>
    public string WithInvalidToken() => WithToken(Planted.RandomText(40));

    public string WithoutCredentials() => Write("no-credentials", Anonymous);

    /// <summary>The admin's certificate with a CA that did not sign the server's.</summary>
    public string WithWrongCertificateAuthority()
    {
        using var stranger = new CertificateAuthority("a stranger");
        return Write("wrong-ca", ContentFor(ControlPlaneUsers.Admin, ControlPlaneUsers.MastersGroup) with { CertificateAuthorityPem = stranger.CertificatePem });
    }

    /// <summary>A loopback port without a listener.</summary>
    public string WithUnreachableHost() => WithHost("unreachable", $"https://127.0.0.1:{LoopbackPort.Free()}");

    /// <summary>The admin's credentials and CA with another URL, such as a proxy's.</summary>
    public string WithHost(string name, string host) =>
        Write(name, ContentFor(ControlPlaneUsers.Admin, ControlPlaneUsers.MastersGroup) with { Host = host });

    public string WithExpiredCertificate() => Write("expired", Anonymous with { ClientCertificate = _controlPlane.IssueExpiredCertificate(ControlPlaneUsers.Admin, ControlPlaneUsers.MastersGroup) });

    /// <summary>A token of the TokenRequest API. The serviceaccount must exist; the test grants its rights.</summary>
    public async Task<string> ForServiceAccountAsync(string @namespace, string name, CancellationToken cancellationToken = default)
    {
        var request = new Authenticationv1TokenRequest { Spec = new V1TokenRequestSpec { Audiences = [], ExpirationSeconds = 3600 } };
        var answer = await _controlPlane.Client.CoreV1.CreateNamespacedServiceAccountTokenAsync(request, name, @namespace, cancellationToken: cancellationToken);
        return Write($"serviceaccount-{@namespace}-{name}", Anonymous with { Token = answer.Status.Token });
    }

    private KubeconfigContent Anonymous => new(_controlPlane.Host, _controlPlane.CertificateAuthorityPem);
}
