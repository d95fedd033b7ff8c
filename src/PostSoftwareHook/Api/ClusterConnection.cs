using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography;
using PostSoftwareHook.Access;
using PostSoftwareHook.Guards;
using k8s;

namespace PostSoftwareHook.Api;

/// <summary>A client for one cluster.</summary>
internal static class ClusterConnection
{
    /// <summary>Makes the client; nothing is sent yet.</summary>
    public static k8s.Kubernetes Open(ClientConfig access, RetryingHandler traffic)
    {
        if (!Uri.TryCreate(access.Server, UriKind.Absolute, out var server) || server.Scheme is not ("https" or "http"))
        {
            throw new HookException($"The API server's address \"{Printable.Clean(access.Server)}\" of {access.Origin} is no URL. It looks like https://api.cluster.example.com:6443.");
        }

        var trusted = LoadCertificates(access);
        var certificate = LoadClientCertificate(access);
        return new(
            new KubernetesClientConfiguration
            {
                Host = server.ToString(),
                AccessToken = access.Token,
                TokenProvider = access.TokenProvider,
                Username = access.Username,
                Password = access.Password,
                UserAgent = UserAgent,
                HttpClientTimeout = Timeout.InfiniteTimeSpan,
                FirstMessageHandlerSetup = handler => Configure(handler, access, trusted, certificate),
            },
            traffic);
    }

    /// <summary>How requests name this program; it also marks the fields it writes (field manager).</summary>
    public static string UserAgent => $"{Propagation.OwnershipLabels.ManagedBy}/{typeof(ClusterConnection).Assembly.GetName().Version?.ToString(3)}";

    private static void Configure(
        SocketsHttpHandler handler, ClientConfig access, X509Certificate2Collection? trusted, X509Certificate2? certificate)
    {
        handler.ConnectTimeout = TimeSpan.FromSeconds(10);
        handler.AllowAutoRedirect = false;
        handler.AutomaticDecompression = DecompressionMethods.All;
        var tls = handler.SslOptions;
        if (access.SkipTlsVerify)
        {
#pragma warning disable CA5359 // the user's explicit wish, by validate_certs or insecure-skip-tls-verify; the run warns of it
            tls.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359
        }
        else if (trusted is not null)
        {
            tls.CertificateChainPolicy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            tls.CertificateChainPolicy.CustomTrustStore.AddRange(trusted);
        }

        if (certificate is not null)
        {
            tls.ClientCertificates = [certificate];
            tls.LocalCertificateSelectionCallback = (_, _, _, _, _) => certificate;
        }

        handler.Proxy = HttpProxy.Of(access);
        handler.UseProxy = handler.Proxy is not null; // or .NET would look for one itself
    }

    private static X509Certificate2Collection? LoadCertificates(ClientConfig access)
    {
        if (access.CaPem is null)
        {
            return null;
        }

        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(access.CaPem);
        }
        catch (CryptographicException e)
        {
            throw new HookException($"The CA certificate of {access.Origin} is damaged.", e);
        }

        return certificates.Count > 0 ? certificates : throw new HookException($"The CA certificate of {access.Origin} holds no certificate in PEM.");
    }

    private static X509Certificate2? LoadClientCertificate(ClientConfig access)
    {
        if (access.ClientCertPem is null && access.ClientKeyPem is null)
        {
            return null;
        }

        try
        {
            return access is { ClientCertPem: { } certificate, ClientKeyPem: { } key }
                ? X509Certificate2.CreateFromPem(certificate, key)
                : throw new HookException($"{access.Origin} gives a client certificate without its key, or a key without its certificate. Give both.");
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new HookException($"The client certificate or key of {access.Origin} is damaged, or they don't belong together.", e);
        }
    }
}
