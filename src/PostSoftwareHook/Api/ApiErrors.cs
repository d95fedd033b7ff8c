using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json;
using System.Text.RegularExpressions;
using PostSoftwareHook.Access;
using PostSoftwareHook.Guards;
using k8s.Autorest;

namespace PostSoftwareHook.Api;

/// <summary>Explains errors of the API server and of the connection in sentences for the user.</summary>
internal static partial class ApiErrors
{
    /// <summary>Whether <paramref name="error"/> comes from the API server or the network rather than from a bug in this tool.</summary>
    public static bool IsExpected(Exception error) =>
        error is HttpOperationException or HttpRequestException or IOException or InvalidDataException or TimeoutException or JsonException or FormatException;

    public static bool Is(this HttpOperationException error, HttpStatusCode status) => error.Response.StatusCode == status;

    /// <summary>Whether an earlier attempt of the same request may have taken effect.</summary>
    public static bool IsAmbiguous(this HttpOperationException error) => error.Response.Headers.ContainsKey(RetryingHandler.AmbiguousHeader);

    /// <summary>Whether a write that failed with <paramref name="error"/> may still have taken effect: its response was lost or unreadable.</summary>
    public static bool MayHaveHappened(Exception error) => error switch
    {
        HttpOperationException operation => (int)operation.Response.StatusCode >= 500 || operation.IsAmbiguous(),
        HttpRequestException request => !RetryingHandler.NeverArrived(request) || request.Data.Contains(RetryingHandler.AmbiguousHeader),
        _ => true,
    };

    /// <summary>Whether retrying does not help: access is denied, or it is the wrong server.</summary>
    public static bool IsFinal(Exception error) => error switch
    {
        HttpOperationException operation => (int)operation.Response.StatusCode is >= 400 and < 500 and not 429,
        HttpRequestException request => !RetryingHandler.IsTransient(request),
        _ => false,
    };

    /// <summary>Whether the namespace is being deleted, so that nothing can be created in it.</summary>
    public static bool IsNamespaceTerminating(this HttpOperationException error) =>
        error.Is(HttpStatusCode.Forbidden) && MessageOf(error).Contains("being terminated", StringComparison.Ordinal);

    /// <summary>The explanation as one or more sentences.</summary>
    public static string Explain(Exception error, ClientConfig access) => error switch
    {
        HttpOperationException { Response.StatusCode: HttpStatusCode.Unauthorized } =>
            $"{access.Server} does not accept the credentials of {access.Origin} (401 Unauthorized): they are wrong or have expired. Log in again, or use a new kubeconfig.",
        HttpOperationException { Response.StatusCode: HttpStatusCode.Forbidden } forbidden when MessageOf(forbidden).Contains("\"system:anonymous\"", StringComparison.Ordinal) =>
            $"{access.Server} received no credentials from {access.Origin} (403 Forbidden for system:anonymous). Log in, or use a kubeconfig with a token or a client certificate.",
        HttpOperationException { Response.StatusCode: HttpStatusCode.Forbidden } forbidden => Forbidden(MessageOf(forbidden)),
        HttpOperationException other =>
            $"{access.Server} answered {(int)other.Response.StatusCode} ({other.Response.StatusCode}) to {other.Request.Method} {other.Request.RequestUri?.AbsolutePath}: {MessageOf(other)}",
        TimeoutException => $"{access.Server} of {access.Origin} did not answer in time. Is the cluster up, and can this machine reach it?",
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } =>
            $"{access.Server} sent a larger response than any API server sends. Is {access.Origin} the API server's address?",
        HttpRequestException { InnerException: AuthenticationException tls } =>
            $"The certificate of {access.Server} is not trusted: {TlsCause(tls)}. {access.Origin} must contain the CA that signed it; set {OptionReference.To("ca_cert")}, or fetch the kubeconfig again.",
        HttpRequestException { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound } } =>
            $"The host name in {access.Server} of {access.Origin} does not resolve. Is the address correct, and can this machine resolve it?",
        HttpRequestException { InnerException: SocketException socket } =>
            $"{access.Server} of {access.Origin} can't be reached: {socket.Message}. Is the cluster up, and is the address right?",
        JsonException => $"{access.Server} answered with something that is not the Kubernetes API's JSON. Is {access.Origin} the API server's address?",
        _ => $"The connection to {access.Server} of {access.Origin} failed: {Printable.Clean(error.Message)}",
    };

    /// <summary>The message of the Status object in the response; empty if there is none. The raw body is never shown.</summary>
    public static string MessageOf(HttpOperationException error)
    {
        try
        {
            using var document = JsonDocument.Parse(error.Response.Content ?? "");
            return Printable.Clean(document.RootElement.Text("message"));
        }
        catch (JsonException)
        {
            return "";
        }
    }

    /// <summary>Explains a 403 and names the missing RBAC rule, as far as the message contains it.</summary>
    public static string Forbidden(string message)
    {
        var match = ForbiddenMessage().Match(message);
        if (!match.Success)
        {
            return $"The cluster denied the request (403 Forbidden): {message}.";
        }

        var place = match.Groups["ns"] is { Success: true, Value: var ns } ? $"in namespace {ns}" : "at cluster scope";
        return $"{match.Groups["user"].Value} may not {match.Groups["verb"].Value} {match.Groups["resource"].Value} {place} (403 Forbidden). "
            + $"Missing rule, see ansible/rbac: apiGroups: [\"{match.Groups["group"].Value}\"], resources: [{match.Groups["resource"].Value}], verbs: [{match.Groups["verb"].Value}].";
    }

    private static string TlsCause(AuthenticationException error)
    {
        var text = error.Message;
        return text switch
        {
            _ when text.Contains("NotTimeValid", StringComparison.Ordinal) => "it has expired, or is not valid yet",
            _ when text.Contains("RemoteCertificateNameMismatch", StringComparison.Ordinal) => "it was issued for another name",
            _ when text.Contains("RemoteCertificateChainErrors", StringComparison.Ordinal) => "it is not signed by a trusted CA",
            _ => Printable.Clean(text),
        };
    }

    [GeneratedRegex("""User "(?<user>[^"]*)" cannot (?<verb>\w+) resource "(?<resource>[^"]*)" in API group "(?<group>[^"]*)"(?: in the namespace "(?<ns>[^"]*)")?""")]
    private static partial Regex ForbiddenMessage();
}
