using System.Collections.Concurrent;
using k8s;
using k8s.Models;

namespace PostSoftwareHook.Incident;

/// <summary>Writes the kubelet's events. A repeated event increments the count of the existing one.</summary>
internal sealed class KubeletEvents(IKubernetes client, string node)
{
    private readonly ConcurrentDictionary<string, Corev1Event> _known = [];

    public async Task WriteAsync(V1Pod pod, string? fieldPath, string type, string reason, string message, CancellationToken cancellationToken)
    {
        var key = string.Join('\n', pod.Metadata.Uid, fieldPath, type, reason, message);
        if (_known.TryGetValue(key, out var earlier))
        {
            earlier.Count++;
            earlier.LastTimestamp = DateTime.UtcNow;
            _known[key] = await client.CoreV1.ReplaceNamespacedEventAsync(earlier, earlier.Metadata.Name, earlier.Metadata.NamespaceProperty, cancellationToken: cancellationToken);
            return;
        }

        _known[key] = await client.CoreV1.CreateNamespacedEventAsync(New(pod, fieldPath, type, reason, message), pod.Metadata.NamespaceProperty, cancellationToken: cancellationToken);
    }

    private Corev1Event New(V1Pod pod, string? fieldPath, string type, string reason, string message) => new()
    {
        Metadata = new V1ObjectMeta
        {
            Name = $"{pod.Metadata.Name}.{Guid.NewGuid().ToString("N")[..16]}",
            NamespaceProperty = pod.Metadata.NamespaceProperty,
        },
        InvolvedObject = new V1ObjectReference
        {
            ApiVersion = "v1",
            Kind = "Pod",
            Name = pod.Metadata.Name,
            NamespaceProperty = pod.Metadata.NamespaceProperty,
            Uid = pod.Metadata.Uid,
            ResourceVersion = pod.Metadata.ResourceVersion,
            FieldPath = fieldPath,
        },
        Type = type,
        Reason = reason,
        Message = message,
        Count = 1,
        FirstTimestamp = DateTime.UtcNow,
        LastTimestamp = DateTime.UtcNow,
        Source = new V1EventSource { Component = "kubelet", Host = node },
        ReportingComponent = "kubelet",
        ReportingInstance = node,
    };
}
