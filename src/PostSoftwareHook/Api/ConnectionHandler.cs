using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PostSoftwareHook.Access;

namespace PostSoftwareHook.Api;

/// <summary>Makes the connections to one cluster: whom to trust, which certificate to show, through which proxy.</summary>
internal static class ConnectionHandler
{
    /// <summary>The handler that sends requests over them; nothing is sent yet.</summary>
    /// <exception cref="HookException">A certificate or the proxy is wrong.</exception>
    public static SocketsHttpHandler Create(ClientConfig access)
    {
        var trusted = LoadCertificates(access);
        var certificate = LoadClientCertificate(access);
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = TimeSpan.FromSeconds(10),
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.GZip, // the API server knows no other
            EnableMultipleHttp2Connections = true,
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            KeepAlivePingDelay = TimeSpan.FromMinutes(3),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(30),
        };
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
        return handler;
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
