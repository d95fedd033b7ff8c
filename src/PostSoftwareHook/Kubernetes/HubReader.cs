using System.Text.Json;
using PostSoftwareHook.Api;
using PostSoftwareHook.Guards;
using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.Kubernetes;

/// <summary>Reads a ManagedCluster on an RHACM hub.</summary>
internal sealed class HubReader(ApiClient hub, string name)
{
    /// <summary>The current conditions; all false if the hub has no such ManagedCluster yet.</summary>
    public async Task<ManagedClusterStatus> ReadAsync() =>
        await hub.FindAsync($"apis/cluster.open-cluster-management.io/v1/managedclusters/{Uri.EscapeDataString(name)}", Read).ConfigureAwait(false)
        ?? new(name, false, false, false, "the hub has no such managed cluster yet");

    private ManagedClusterStatus Read(JsonElement cluster)
    {
        bool IsTrue(string type) => ApiObjectParser.Condition(cluster, type)?.Text("status") == "True";

        var report = new ManagedClusterStatus(
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
            Message = ApiObjectParser.Condition(cluster, condition)?.Text("message") is { Length: > 0 } message ? Printable.Clean(message) : $"{condition} is not set yet",
        };
    }
}
