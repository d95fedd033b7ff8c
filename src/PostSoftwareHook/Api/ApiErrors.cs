using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json;
using System.Text.RegularExpressions;
using PostSoftwareHook.Access;
using PostSoftwareHook.Guards;
using k8s.Autorest;

namespace PostSoftwareHook.Api;

/// <summary>Puts what the API server or the way to it said into a sentence for a person.</summary>
internal static partial class ApiErrors
{
    /// <summary>Whether <paramref name="error"/> is the API's or the network's, not this program's.</summary>
    public static bool IsExpected(Exception error) =>
        error is HttpOperationException or HttpRequestException or IOException or InvalidDataException or TimeoutException or JsonException or FormatException;

    /// <summary>Whether the server said <paramref name="status"/>.</summary>
    public static bool Is(this HttpOperationException error, HttpStatusCode status) => error.Response.StatusCode == status;

    /// <summary>Whether an earlier try of the same request may have been acted on.</summary>
    public static bool IsAmbiguous(this HttpOperationException error) => error.Response.Headers.ContainsKey(RetryingHandler.AmbiguousHeader);

    /// <summary>Whether a write that ended so may have been done all the same: its answer was lost or unreadable.</summary>
    public static bool MayHaveHappened(Exception error) => error switch
    {
        HttpOperationException operation => (int)operation.Response.StatusCode >= 500 || operation.IsAmbiguous(),
        HttpRequestException request => !RetryingHandler.NeverArrived(request) || request.Data.Contains(RetryingHandler.AmbiguousHeader),
        _ => true,
    };

    /// <summary>Whether nothing but a person can change it: who asks is not let in, or the server is the wrong one.</summary>
    public static bool IsFinal(Exception error) => error switch
    {
        HttpOperationException operation => (int)operation.Response.StatusCode is >= 400 and < 500 and not 429,
        HttpRequestException request => !RetryingHandler.IsTransient(request),
        _ => false,
    };

    /// <summary>Whether the namespace is being deleted, and takes nothing new.</summary>
    public static bool IsNamespaceTerminating(this HttpOperationException error) =>
        error.Is(HttpStatusCode.Forbidden) && MessageOf(error).Contains("being terminated", StringComparison.Ordinal);

    /// <summary>The whole sentence.</summary>
    public static string Explain(Exception error, ClientConfig access) => error switch
    {
        HttpOperationException { Response.StatusCode: HttpStatusCode.Unauthorized } =>
            $"{access.Server} does not accept the credentials of {access.Origin} (401 Unauthorized): they are wrong or have expired. Log in again, or give a fresh kubeconfig.",
        HttpOperationException { Response.StatusCode: HttpStatusCode.Forbidden } forbidden when MessageOf(forbidden).Contains("\"system:anonymous\"", StringComparison.Ordinal) =>
            $"{access.Server} sees no credentials in {access.Origin} (403 Forbidden for system:anonymous). Log in, or give a kubeconfig with a token or a client certificate.",
        HttpOperationException { Response.StatusCode: HttpStatusCode.Forbidden } forbidden => Forbidden(MessageOf(forbidden)),
        HttpOperationException other =>
            $"{access.Server} answered {(int)other.Response.StatusCode} ({other.Response.StatusCode}) to {other.Request.Method} {other.Request.RequestUri?.AbsolutePath}: {MessageOf(other)}",
        TimeoutException => $"{access.Server} of {access.Origin} did not answer in time. Is the cluster up, and is the network between open?",
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } =>
            $"{access.Server} answered with more than the API ever does. Is {access.Origin} the API server's address?",
        HttpRequestException { InnerException: AuthenticationException tls } =>
            $"The certificate of {access.Server} is not trusted: {TlsCause(tls)}. {access.Origin} must carry the CA that signed it; set {OptionReference.To("ca_cert")}, or fetch the kubeconfig again.",
        HttpRequestException { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound } } =>
            $"The name in {access.Server} of {access.Origin} does not resolve. Is the address right, and does DNS know it from here?",
        HttpRequestException { InnerException: SocketException socket } =>
            $"{access.Server} of {access.Origin} can't be reached: {socket.Message}. Is the cluster up, and is the address right?",
        JsonException => $"{access.Server} answered with something that is not the Kubernetes API's JSON. Is {access.Origin} the API server's address?",
        _ => $"The connection to {access.Server} of {access.Origin} broke: {Printable.Clean(error.Message)}",
    };

    /// <summary>What the server said, from the Status object in its answer; never the raw body.</summary>
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

    /// <summary>Names the rule that is missing, out of the words of a 403.</summary>
    public static string Forbidden(string message)
    {
        var match = ForbiddenMessage().Match(message);
        if (!match.Success)
        {
            return $"The cluster forbids it (403 Forbidden): {message}.";
        }

        var place = match.Groups["ns"] is { Success: true, Value: var ns } ? $"in namespace {ns}" : "at the cluster's scope";
        return $"{match.Groups["user"].Value} may not {match.Groups["verb"].Value} {match.Groups["resource"].Value} {place} (403 Forbidden). "
            + $"Missing rule, see ansible/rbac: apiGroups: [\"{match.Groups["group"].Value}\"], resources: [{match.Groups["resource"].Value}], verbs: [{match.Groups["verb"].Value}].";
    }

    private static string TlsCause(AuthenticationException error)
    {
        var text = error.Message;
        return text switch
        {
            _ when text.Contains("NotTimeValid", StringComparison.Ordinal) => "it has expired, or is not valid yet",
            _ when text.Contains("RemoteCertificateNameMismatch", StringComparison.Ordinal) => "it was made out for another name",
            _ when text.Contains("RemoteCertificateChainErrors", StringComparison.Ordinal) => "it is not signed by a CA that is trusted",
            _ => Printable.Clean(text),
        };
    }

    [GeneratedRegex("""User "(?<user>[^"]*)" cannot (?<verb>\w+) resource "(?<resource>[^"]*)" in API group "(?<group>[^"]*)"(?: in the namespace "(?<ns>[^"]*)")?""")]
    private static partial Regex ForbiddenMessage();
}
