using System.Net;
using System.Text.Json;
using k8s.Autorest;
using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.Cluster;

/// <summary>Reads a ManagedCluster on an RHACM hub.</summary>
internal sealed class HubReader(ClusterSession hub, string name, CancellationToken stop)
{
    /// <summary>Its conditions now; all false where the hub doesn't have it yet.</summary>
    public async Task<ManagedClusterReport> ReadAsync()
    {
        try
        {
            using var response = await hub.Client.CustomObjects.GetClusterCustomObjectWithHttpMessagesAsync(
                "cluster.open-cluster-management.io", "v1", "managedclusters", name, cancellationToken: stop).ConfigureAwait(false);
            return response.Body is JsonElement { ValueKind: JsonValueKind.Object } cluster ? Read(cluster) : throw new JsonException("The hub's answer is no object.");
        }
        catch (HttpOperationException e) when (e.Is(HttpStatusCode.NotFound))
        {
            return new(name, false, false, false, "the hub has no such managed cluster yet");
        }
    }

    private ManagedClusterReport Read(JsonElement cluster)
    {
        bool IsTrue(string type) => ObjectReader.Condition(cluster, type)?.Text("status") == "True";

        var report = new ManagedClusterReport(
            name, IsTrue("HubAcceptedManagedCluster"), IsTrue("ManagedClusterJoined"), IsTrue("ManagedClusterConditionAvailable"), null);
        var condition = report switch
        {
            { HubAccepted: false } => "HubAcceptedManagedCluster",
            { Joined: false } => "ManagedClusterJoined",
            { Available: false } => "ManagedClusterConditionAvailable",
            _ => null,
        };
        return condition is null ? report : report with
        {
            Message = ObjectReader.Condition(cluster, condition)?.Text("message") is { Length: > 0 } message ? Printable.Clean(message) : $"{condition} is not set yet",
        };
    }
}
