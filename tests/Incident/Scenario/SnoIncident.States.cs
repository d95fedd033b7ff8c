using System.Text.Json.Nodes;
using k8s;
using k8s.Models;

namespace PostSoftwareHook.Incident;

public sealed partial class SnoIncident
{
    /// <summary>What the machine config operator says of the node. A paused or degraded pool does not roll out a changed pull secret.</summary>
    public async Task SetPoolAsync(PoolState state, CancellationToken cancellationToken = default)
    {
        var pools = new CustomResources(ControlPlane.Client, CustomKind.MachineConfigPool);
        var spec = new JsonObject { ["spec"] = new JsonObject { ["paused"] = state is PoolState.Paused } };
        await pools.MergeAsync(null, "master", spec, cancellationToken);
        var status = ClusterObjects.MachineConfigPoolStatus(state is PoolState.Updated, state is PoolState.Updating, state is PoolState.Degraded);
        await pools.MergeStatusAsync(null, "master", status, cancellationToken);
    }

    /// <summary>Makes the node ready or not. While it is not, the kubelet does nothing.</summary>
    public async Task SetNodeReadyAsync(bool ready, CancellationToken cancellationToken = default)
    {
        Node.IsAlive = ready;
        await ControlPlane.Client.CoreV1.PatchNodeStatusAsync(ClusterObjects.NodeReadiness(ready), Node.Name, cancellationToken: cancellationToken);
    }

    /// <summary>Does what the machine config operator does in the end: the node gets the global pull secret.</summary>
    public void RollOutNodeConfig() => Node.DockerConfigJson = Source.Json;

    /// <summary>Takes RHACM's agent off the cluster.</summary>
    public async Task RemoveAgentNamespaceAsync(CancellationToken cancellationToken = default)
    {
        Playing.Rhacm.LetGo();
        await new ClusterWipe(ControlPlane).NamespaceAsync(Names.AgentNamespace, cancellationToken);
    }

    /// <summary>Deploys RHACM's agent, after a delay, as an import does; its pods are stuck if they cannot be pulled. Completes when they are where they will stay.</summary>
    public async Task DeployAgentAsync(TimeSpan delay = default, CancellationToken cancellationToken = default)
    {
        await Task.Delay(delay, cancellationToken);
        await new AgentSeeder(ControlPlane.Client, Planted).CreateAsync(cancellationToken);
        await WaitUntilSettledAsync(cancellationToken: cancellationToken);
    }

    /// <summary>Begins to terminate a namespace. Nobody takes its finalizer, so it stays in that state, with all its content, and accepts no new objects.</summary>
    public Task TerminateNamespaceAsync(string name, CancellationToken cancellationToken = default) =>
        ControlPlane.Client.CoreV1.DeleteNamespaceAsync(name, cancellationToken: cancellationToken);

    /// <summary>Deletes a pod so that its owner makes a new one.</summary>
    public Task DeletePodAsync(V1Pod pod, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pod);
        return ControlPlane.Client.CoreV1.DeleteNamespacedPodAsync(
            pod.Metadata.Name, pod.Metadata.NamespaceProperty, pod.DeleteThis(), cancellationToken: cancellationToken);
    }

    /// <summary>Ends the incident without touching a serviceaccount: the node gets the global pull secret, and nothing stuck is left.</summary>
    public async Task MakeHealthyAsync(CancellationToken cancellationToken = default)
    {
        RollOutNodeConfig();
        foreach (var hopeless in (string[])[Names.MissingTag, Names.MissingTagBehindLogin])
        {
            await ControlPlane.Client.AppsV1.DeleteCollectionNamespacedReplicaSetAsync(
                Names.MarketplaceNamespace, labelSelector: $"app={hopeless}", cancellationToken: cancellationToken);
        }

        foreach (var pod in await StuckAsync(cancellationToken))
        {
            await DeletePodAsync(pod, cancellationToken);
        }

        await WaitUntilSettledAsync(cancellationToken: cancellationToken);
    }

    /// <summary>Someone who edits this serviceaccount while the hook does.</summary>
    public RacingWriter RaceFor(string @namespace, string serviceAccount) => new(ClientOf("race"), @namespace, serviceAccount);
}
