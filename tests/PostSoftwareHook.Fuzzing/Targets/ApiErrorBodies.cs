using System.Net;
using System.Text;
using PostSoftwareHook.Access;
using PostSoftwareHook.Api;
using k8s.Autorest;

namespace PostSoftwareHook.Fuzzing.Targets;

/// <summary>Bodies of error responses. The first byte selects the status code.</summary>
internal sealed class ApiErrorBodies : ITarget
{
    private static readonly ClientConfig Access = new() { Server = "https://api.example.com:6443" };
    private static readonly HttpStatusCode[] Codes = [HttpStatusCode.Forbidden, HttpStatusCode.Unauthorized, HttpStatusCode.Conflict, HttpStatusCode.UnprocessableEntity, HttpStatusCode.InternalServerError];

    /// <inheritdoc/>
    public string Name => "api-errors";

    /// <inheritdoc/>
    public void Run(byte[] input)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, "https://api.example.com:6443/api/v1/namespaces/a/serviceaccounts/b");
        using var response = new HttpResponseMessage(input.Length > 0 ? Codes[input[0] % Codes.Length] : HttpStatusCode.Forbidden);
        var body = Encoding.UTF8.GetString(input.AsSpan(Math.Min(1, input.Length)));
        var error = new HttpOperationException { Request = new(request, ""), Response = new(response, body) };

        _ = (error.IsNamespaceTerminating(), ApiErrors.IsFinal(error), ApiErrors.MayHaveHappened(error));
        Expect.Sentence(ApiErrors.Explain(error, Access));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
