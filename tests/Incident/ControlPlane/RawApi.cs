using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;

namespace PostSoftwareHook.Incident;

/// <summary>
/// Sends prepared bytes to the API server over one HTTP/2 connection, so that a measurement contains the server's time and little else.
/// </summary>
public sealed class RawApi : IDisposable
{
    private const string User = "raw";

    private readonly HttpClient _client;

    /// <summary>Connects on the first request.</summary>
    public RawApi(ControlPlane controlPlane)
    {
        var issued = controlPlane.IssueClientCertificate(User, ControlPlaneUsers.MastersGroup);
        var certificate = X509Certificate2.CreateFromPem(issued.CertificatePem, issued.PrivateKeyPem);
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(X509CertificateLoader.LoadCertificateFromFile(controlPlane.CaCertificatePath));
        var handler = new SocketsHttpHandler
        {
            SslOptions = { CertificateChainPolicy = policy, LocalCertificateSelectionCallback = (_, _, _, _, _) => certificate },
        };
        _client = new(handler)
        {
            BaseAddress = new(controlPlane.Host),
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
    }

    /// <summary>Sends the request and requires success.</summary>
    /// <returns>The response's body.</returns>
    /// <exception cref="ControlPlaneException">The server answered with an error.</exception>
    public async Task<string> SendAsync(RawRequest request)
    {
        using var message = new HttpRequestMessage(request.Method, new Uri(request.Path, UriKind.Relative));
        if (request.Body is { } body)
        {
            message.Content = new ReadOnlyMemoryContent(body);
            message.Content.Headers.ContentType = new MediaTypeHeaderValue(request.Method == HttpMethod.Patch ? "application/merge-patch+json" : "application/json");
        }

        using var answer = await _client.SendAsync(message);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? text : throw new ControlPlaneException($"{request.Method} {request.Path}: {(int)answer.StatusCode} {text}");
    }

    /// <summary>Sends requests one after the other.</summary>
    public async Task SendInOrderAsync(IEnumerable<RawRequest> requests)
    {
        foreach (var request in requests)
        {
            await SendAsync(request);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();
}
