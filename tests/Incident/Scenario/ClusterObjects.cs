using System.Text.Json.Nodes;
using k8s;
using k8s.Models;

namespace PostSoftwareHook.Incident;

/// <summary>Creates what every OpenShift cluster has: Node, ClusterVersion and Infrastructure.</summary>
internal static class ClusterObjects
{
    public static async Task CreateAsync(ControlPlane controlPlane, IKubernetes client, string node, IReadOnlyDictionary<string, string> annotations, IncidentOptions options, CancellationToken cancellationToken)
    {
        var tasks = new List<Task> { CreateNodeAsync(client, node, annotations, cancellationToken) };
        if (controlPlane.HasCustomResources)
        {
            tasks.Add(new CustomResources(client, CustomKind.ClusterVersion).CreateAsync(ClusterVersion(), cancellationToken));
            tasks.Add(new CustomResources(client, CustomKind.Infrastructure).CreateAsync(Infrastructure(options.ControlPlaneTopology), cancellationToken));
        }

        await Task.WhenAll(tasks);
    }

    public static V1Patch NodeReadiness(bool ready) => new(
        new JsonObject
        {
            ["status"] = new JsonObject
            {
                ["conditions"] = new JsonArray(Condition("Ready", ready, ready ? "KubeletReady" : "KubeletNotReady")),
            },
        },
        V1Patch.PatchType.MergePatch);

    /// <summary>
    /// The status of a pool (machine-config-operator pkg/controller/node/status.go, calculateStatus). A paused pool for which nothing is
    /// pending is Updated.
    /// </summary>
    public static JsonObject MachineConfigPoolStatus(PoolState state, RenderedConfig target, RenderedConfig reached, int machines)
    {
        var (updated, updating, degraded) = (state is PoolState.Updated, state is PoolState.Updating, state is PoolState.Degraded);
        return new JsonObject
        {
            ["configuration"] = reached.ToReference(),
            ["machineCount"] = machines,
            ["readyMachineCount"] = updated ? machines : 0,
            ["updatedMachineCount"] = updated ? machines : 0,
            ["unavailableMachineCount"] = updating ? machines : 0,
            ["degradedMachineCount"] = degraded ? machines : 0,
            ["conditions"] = new JsonArray(
                Condition("Updated", updated, updated ? $"All nodes are updated with {target.Name}" : ""),
                Condition("Updating", updating, state switch
                {
                    PoolState.Updating => $"All nodes are updating to {target.Name}",
                    PoolState.Paused => $"Pool is paused; will not update to {target.Name}",
                    PoolState.Updated or PoolState.Degraded => "",
                }),
                Condition("NodeDegraded", degraded, degraded ? "1 nodes are reporting degraded status on sync" : ""),
                Condition("RenderDegraded", false, ""),
                Condition("Degraded", degraded, "")),
        };
    }

    private static async Task CreateNodeAsync(IKubernetes client, string name, IReadOnlyDictionary<string, string> annotations, CancellationToken cancellationToken)
    {
        var node = new V1Node
        {
            Metadata = new V1ObjectMeta
            {
                Name = name,
                Annotations = annotations.ToDictionary(),
                Labels = new Dictionary<string, string>
                {
                    ["kubernetes.io/os"] = "linux",
                    ["node-role.kubernetes.io/master"] = "",
                    ["node-role.kubernetes.io/control-plane"] = "",
                    ["node-role.kubernetes.io/worker"] = "",
                },
            },
        };
        await client.CoreV1.CreateNodeAsync(node, cancellationToken: cancellationToken);

        // Admission gives a new node the taint "not-ready", which the node controller would remove.
        var untaint = new V1Patch(new JsonObject { ["spec"] = new JsonObject { ["taints"] = null } }, V1Patch.PatchType.MergePatch);
        await client.CoreV1.PatchNodeAsync(untaint, name, cancellationToken: cancellationToken);
        await client.CoreV1.PatchNodeStatusAsync(NodeReadiness(true), name, cancellationToken: cancellationToken);
    }

    private static CustomResource ClusterVersion()
    {
        var version = CustomResource.Of(CustomKind.ClusterVersion, null, "version", new JsonObject
        {
            ["channel"] = "stable-4.20",
            ["clusterID"] = Guid.NewGuid().ToString(),
        });
        version.Status = new JsonObject
        {
            ["desired"] = new JsonObject { ["version"] = "4.20.4" },
            ["history"] = new JsonArray(new JsonObject
            {
                ["state"] = "Completed",
                ["version"] = "4.20.4",
                ["startedTime"] = "2025-11-28T23:12:07Z",
                ["completionTime"] = "2025-11-28T23:42:11Z",
                ["verified"] = false,
            }),
            ["conditions"] = new JsonArray(Condition("Available", true, "Done applying 4.20.4"), Condition("Progressing", false, "Cluster version is 4.20.4")),
        };
        return version;
    }

    private static CustomResource Infrastructure(string controlPlaneTopology)
    {
        var infrastructure = CustomResource.Of(CustomKind.Infrastructure, null, "cluster", new JsonObject
        {
            ["platformSpec"] = new JsonObject { ["type"] = "AWS" },
        });
        infrastructure.Status = new JsonObject
        {
            ["infrastructureName"] = "sno-student1-x7k2p",
            ["apiServerURL"] = "https://api.sno-student1.example.org:6443",
            ["controlPlaneTopology"] = controlPlaneTopology,
            ["infrastructureTopology"] = "SingleReplica",
            ["platform"] = "AWS",
        };
        return infrastructure;
    }

    private static JsonObject Condition(string type, bool holds, string message) => new()
    {
        ["type"] = type,
        ["status"] = holds ? "True" : "False",
        ["reason"] = message.Replace(" ", "", StringComparison.Ordinal),
        ["message"] = message,
        ["lastTransitionTime"] = "2025-11-28T23:42:11Z",
        ["lastHeartbeatTime"] = type == "Ready" ? "2025-11-28T23:42:11Z" : null,
    };
}
