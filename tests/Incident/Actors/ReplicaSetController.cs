using k8s;
using k8s.Models;

namespace PostSoftwareHook.Incident;

/// <summary>Kubernetes' ReplicaSet controller: creates as many pods as the ReplicaSet specifies. Terminating pods do not count.</summary>
internal sealed class ReplicaSetController(IKubernetes client, Informers informers) : Actor("replicaset-controller")
{
    protected override Task ReconcileAsync(CancellationToken cancellationToken) =>
        ForEachAsync(informers.ReplicaSets.All.Where(set => set.Metadata.DeletionTimestamp is null), set => ReplenishAsync(set, cancellationToken));

    private async Task ReplenishAsync(V1ReplicaSet set, CancellationToken cancellationToken)
    {
        var there = informers.Pods.All.Count(pod => pod.IsOwnedBy(set.Metadata.Uid) && !pod.IsLeaving());
        for (var count = there; count < (set.Spec.Replicas ?? 1); count++)
        {
            var pod = new V1Pod
            {
                Metadata = new V1ObjectMeta
                {
                    GenerateName = set.Metadata.Name + "-",
                    NamespaceProperty = set.Metadata.NamespaceProperty,
                    Labels = set.Spec.Template.Metadata?.Labels,
                    OwnerReferences = [PodOwner.Reference("apps/v1", "ReplicaSet", set.Metadata)],
                },
                Spec = set.Spec.Template.Spec,
            };
            informers.Pods.Observe(await client.CoreV1.CreateNamespacedPodAsync(pod, set.Metadata.NamespaceProperty, cancellationToken: cancellationToken));
        }
    }
}
