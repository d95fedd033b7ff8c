using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging.Abstractions;
using PostSoftwareHook.Access;
using PostSoftwareHook.Api;

namespace PostSoftwareHook.Tests.Api;

public class OpeningConnections
{
    private static readonly (string Certificate, string Key) One = MakeCertificate();
    private static readonly (string Certificate, string Key) Other = MakeCertificate();

    [Fact]
    public void A_complete_access_opens() =>
        Assert.Equal(
            "https://api.example.com:6443",
            Open(new() { Server = "https://api.example.com:6443", CaPem = One.Certificate, ClientCertPem = One.Certificate, ClientKeyPem = One.Key, Proxy = "http://proxy:3128" }));

    [Theory]
    [InlineData("")]
    [InlineData("api.example.com")]
    [InlineData("api.example.com:6443")]
    [InlineData("ftp://api.example.com")]
    [InlineData("/etc/passwd")]
    public void An_address_that_is_no_URL_is_refused_with_an_example(string server) =>
        AssertRefused(new() { Server = server }, $"The API server's address \"{server}\" of the options is not a URL. Expected, for example, https://api.cluster.example.com:6443.");

    [Fact]
    public void A_missing_address_is_refused() =>
        AssertRefused(new(), "The API server's address \"\" of the options is not a URL. Expected, for example, https://api.cluster.example.com:6443.");

    [Fact]
    public void A_CA_that_holds_no_certificate_is_refused() => AssertRefused(new() { CaPem = "nothing" }, "The CA certificate of the options contains no certificate in PEM format.");

    [Fact]
    public void A_damaged_CA_is_refused() =>
        AssertRefused(new() { CaPem = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----" }, "The CA certificate of the options is damaged.");

    [Fact]
    public void Half_a_client_certificate_is_refused()
    {
        const string Message = "the options has a client certificate without a key, or a key without a certificate. Both are needed.";

        AssertRefused(new() { ClientCertPem = One.Certificate }, Message);
        AssertRefused(new() { ClientKeyPem = One.Key }, Message);
    }

    [Fact]
    public void A_key_that_belongs_to_another_certificate_is_refused() =>
        AssertRefused(new() { ClientCertPem = One.Certificate, ClientKeyPem = Other.Key }, "The client certificate or key of the options is damaged, or they don't belong together.");

    [Fact]
    public void A_damaged_key_is_refused_without_showing_it()
    {
        var e = Assert.Throws<HookException>(() => Open(new() { Server = "https://s", ClientCertPem = One.Certificate, ClientKeyPem = "planted-s3cret" }));

        Assert.DoesNotContain("planted-s3cret", e.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bob:planted-s3cret@proxy.example.com:3128")]
    [InlineData("proxy.example.com:3128")]
    [InlineData("ftp://proxy.example.com")]
    [InlineData("proxy")]
    public void A_proxy_that_is_no_URL_is_refused_without_showing_it(string proxy) =>
        AssertRefused(new() { Proxy = proxy }, "The proxy's address is not a URL. Expected, for example, http://proxy.example.com:3128.");

    [Fact]
    public void A_proxy_of_the_environment_that_is_no_URL_is_refused_by_its_variable() => AssertRefused(
        new() { Proxy = "http://", ProxyVariable = "HTTPS_PROXY" }, "The proxy's address in the environment variable HTTPS_PROXY is not a URL. Expected, for example, http://proxy.example.com:3128.");

    private static void AssertRefused(ClientConfig access, string message)
    {
        var e = Assert.Throws<HookException>(() => Open(access.Proxy is null && access.CaPem is null && access.ClientCertPem is null && access.ClientKeyPem is null ? access : access with { Server = "https://s" }));
        Assert.Equal(message, e.Message);
    }

    private static string Open(ClientConfig access)
    {
        using var client = new ApiClient(access, new(), new(TimeSpan.FromSeconds(1)), NullLogger.Instance, CancellationToken.None);
        return client.Host;
    }

    private static (string Certificate, string Key) MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=test", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        return (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }
}
