using System.Net;
using System.Net.Sockets;
using k8s;
using k8s.Autorest;

namespace PostSoftwareHook.Incident;

/// <summary>Which failures an actor lives through: the object changed or went away meanwhile, or the server is not there for a moment.</summary>
internal static class Transient
{
    public static bool Is(Exception failure) => failure switch
    {
        HttpOperationException answer => IsExpected(answer),
        KubernetesException => true, // an error event in a watch, such as 410 Gone
        _ => IsConnection(failure),
    };

    public static bool IsConnection(Exception failure) =>
        failure is HttpRequestException or IOException or SocketException or TaskCanceledException or ObjectDisposedException;

    private static bool IsExpected(HttpOperationException answer) => answer.Response.StatusCode switch
    {
        HttpStatusCode.NotFound or HttpStatusCode.Conflict or HttpStatusCode.TooManyRequests or HttpStatusCode.Gone => true,
        // Admission refuses new objects in a namespace that is being terminated, or that is gone already.
        HttpStatusCode.Forbidden => answer.Response.Content.Contains("terminated", StringComparison.Ordinal)
            || answer.Response.Content.Contains("not found", StringComparison.Ordinal),
        >= HttpStatusCode.InternalServerError => true,
        _ => false,
    };
}
