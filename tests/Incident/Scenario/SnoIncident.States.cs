using System.Text.Json.Nodes;
using k8s;
using k8s.Models;

namespace PostSoftwareHook.Incident;

public sealed partial class SnoIncident
{
    /// <summary>Sets the MachineConfigPool's state. A paused or degraded pool does not roll out a changed pull secret.</summary>
    public async Task SetPoolAsync(PoolState state, CancellationToken cancellationToken = default)
    {
        var pools = new CustomResources(ControlPlane.Client, CustomKind.MachineConfigPool);
        var spec = new JsonObject { ["spec"] = new JsonObject { ["paused"] = state is PoolState.Paused } };
        await pools.MergeAsync(null, "master", spec, cancellationToken);
        var status = ClusterObjects.MachineConfigPoolStatus(state is PoolState.Updated, state is PoolState.Updating, state is PoolState.Degraded);
        await pools.MergeStatusAsync(null, "master", status, cancellationToken);
    }

    /// <summary>Makes the node ready or not. The kubelet of a node that is not ready does nothing.</summary>
    public async Task SetNodeReadyAsync(bool ready, CancellationToken cancellationToken = default)
    {
        Node.IsAlive = ready;
        await ControlPlane.Client.CoreV1.PatchNodeStatusAsync(ClusterObjects.NodeReadiness(ready), Node.Name, cancellationToken: cancellationToken);
    }

    /// <summary>Gives the node the global pull secret, as the machine config operator does at the end of a rollout.</summary>
    public void RollOutNodeConfig() => Node.DockerConfigJson = Source.Json;

    /// <summary>Removes RHACM's agent from the cluster.</summary>
    public async Task RemoveAgentNamespaceAsync(CancellationToken cancellationToken = default)
    {
        Playing.Rhacm.Detach();
        await new ClusterWipe(ControlPlane).NamespaceAsync(AgentNamespace, cancellationToken);
        if (Options.Import is not null)
        {
            await new CustomResources(ControlPlane.Client, CustomKind.Klusterlet).DeleteAsync(null, Names.Klusterlet, cancellationToken);
        }
    }

    /// <summary>
    /// Deploys RHACM's agent after a delay, as an import does. Its pods are stuck if their images can't be pulled. Completes when they
    /// have settled.
    /// </summary>
    public async Task DeployAgentAsync(TimeSpan delay = default, CancellationToken cancellationToken = default)
    {
        await Task.Delay(delay, cancellationToken);
        await (Options.Import is { } import
            ? new ImportSeeder(ControlPlane.Client, Planted, Source, import).CreateAsync(cancellationToken)
            : new AgentSeeder(ControlPlane.Client, Planted).CreateAsync(cancellationToken));
        Playing.Rhacm.Attach();
        await WaitUntilSettledAsync(cancellationToken: cancellationToken);
    }

    /// <summary>
    /// Deletes a namespace whose finalizer nobody removes: it stays in Terminating with all its content, and accepts no new objects.
    /// </summary>
    public Task TerminateNamespaceAsync(string name, CancellationToken cancellationToken = default) =>
        ControlPlane.Client.CoreV1.DeleteNamespaceAsync(name, cancellationToken: cancellationToken);

    /// <summary>Deletes a pod so that its owner creates a new one.</summary>
    public Task DeletePodAsync(V1Pod pod, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pod);
        return ControlPlane.Client.CoreV1.DeleteNamespacedPodAsync(
            pod.Metadata.Name, pod.Metadata.NamespaceProperty, pod.DeleteThis(), cancellationToken: cancellationToken);
    }

    /// <summary>Ends the incident without changing a serviceaccount: the node gets the global pull secret, and no pod stays stuck.</summary>
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

    /// <summary>A writer that edits this serviceaccount while the hook does.</summary>
    public RacingWriter RaceFor(string @namespace, string serviceAccount) => new(ClientOf("race"), @namespace, serviceAccount);
}
