using k8s;
using k8s.Models;

namespace PostSoftwareHook.Incident;

public sealed partial class SnoIncident
{
    /// <summary>
    /// Sets the state of the MachineConfigPool of the node. In every state but Updated, a rendered config with the global pull secret is
    /// pending: the pool's spec names it, and so does the node, unless the pool is paused.
    /// </summary>
    public Task SetPoolAsync(PoolState state, CancellationToken cancellationToken = default) => _rollout!.SetStateAsync(state, Source.Json, cancellationToken);

    /// <summary>Adds a paused MachineConfigPool without nodes, for which nothing is pending.</summary>
    public Task AddPausedPoolAsync(string name = "canary", CancellationToken cancellationToken = default) => _rollout!.AddPausedPoolAsync(name, cancellationToken);

    /// <summary>Makes the node ready or not. The kubelet of a node that is not ready does nothing.</summary>
    public async Task SetNodeReadyAsync(bool ready, CancellationToken cancellationToken = default)
    {
        Node.IsAlive = ready;
        await ControlPlane.Client.CoreV1.PatchNodeStatusAsync(ClusterObjects.NodeReadiness(ready), Node.Name, cancellationToken: cancellationToken);
    }

    /// <summary>Gives the node the global pull secret, as the machine config operator does at the end of a rollout.</summary>
    public Task RollOutNodeConfigAsync(CancellationToken cancellationToken = default) => SetNodeConfigAsync(Source.Json, cancellationToken);

    /// <summary>Gives the node this file, as the end of a rollout does; null removes it.</summary>
    public Task SetNodeConfigAsync(string? dockerConfigJson, CancellationToken cancellationToken = default) => _rollout!.FinishAsync(dockerConfigJson, cancellationToken);

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
        await RollOutNodeConfigAsync(cancellationToken);
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
