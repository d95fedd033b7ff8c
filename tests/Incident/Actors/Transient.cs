using System.Net;
using System.Net.Sockets;
using k8s;
using k8s.Autorest;

namespace PostSoftwareHook.Incident;

/// <summary>
/// Failures after which an actor tries again: the object changed or was deleted concurrently, or the server is briefly unavailable.
/// </summary>
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
        // Admission refuses new objects in a namespace that is terminating or deleted.
        HttpStatusCode.Forbidden => answer.Response.Content.Contains("terminated", StringComparison.Ordinal)
            || answer.Response.Content.Contains("not found", StringComparison.Ordinal),
        >= HttpStatusCode.InternalServerError => true,
        _ => false,
    };
}
