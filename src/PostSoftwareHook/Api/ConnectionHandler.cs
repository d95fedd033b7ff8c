using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PostSoftwareHook.Access;

namespace PostSoftwareHook.Api;

/// <summary>Configures the connections to one cluster: the trusted CAs, the client certificate and the proxy.</summary>
internal static class ConnectionHandler
{
    /// <summary>Creates the handler. Sends no request.</summary>
    /// <exception cref="HookException">A certificate or the proxy is invalid.</exception>
    public static SocketsHttpHandler Create(ClientConfig access)
    {
        var trusted = LoadCertificates(access);
        var certificate = LoadClientCertificate(access);
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = TimeSpan.FromSeconds(10),
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.GZip, // the only compression that the API server supports
            EnableMultipleHttp2Connections = true,
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            KeepAlivePingDelay = TimeSpan.FromMinutes(3),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(30),
        };
        var tls = handler.SslOptions;
        if (access.SkipTlsVerify)
        {
#pragma warning disable CA5359 // requested by the user with validate_certs or insecure-skip-tls-verify; the run warns about it
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
        handler.UseProxy = handler.Proxy is not null; // otherwise .NET would detect one itself
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

        return certificates.Count > 0 ? certificates : throw new HookException($"The CA certificate of {access.Origin} contains no certificate in PEM format.");
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
                : throw new HookException($"{access.Origin} has a client certificate without a key, or a key without a certificate. Both are needed.");
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new HookException($"The client certificate or key of {access.Origin} is damaged, or they don't belong together.", e);
        }
    }
}
