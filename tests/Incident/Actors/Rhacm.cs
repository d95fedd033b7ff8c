using k8s;
using k8s.Models;

namespace PostSoftwareHook.Incident;

/// <summary>
/// Advanced Cluster Management on the managed cluster. It owns its agent's pull secret (ocm, klusterlet controller) and restores it
/// when others change or delete it.
/// </summary>
internal sealed class Rhacm(IKubernetes client, Informers informers, string agentNamespace) : Actor("rhacm")
{
    private volatile bool _attached = true;
    private V1Secret? _own;
    private int _repairs;

    /// <summary>Number of times it restored the secret.</summary>
    public int Repairs => _repairs;

    /// <summary>Imports the cluster: from now on RHACM owns the secret that exists.</summary>
    public void Attach() => _attached = true;

    /// <summary>Detaches the cluster: from now on nobody owns the secret.</summary>
    public void Detach() => _attached = false;

    protected override async Task ReconcileAsync(CancellationToken cancellationToken)
    {
        if (!_attached)
        {
            _own = null;
            return;
        }

        var found = informers.Secrets.Find(agentNamespace, Names.AgentPullSecret);
        _own ??= found;
        if (_own is null)
        {
            return;
        }

        if (found is null)
        {
            await RestoreAsync(cancellationToken);
        }
        else if (found.Type != _own.Type || !HaveEqualData(found, _own))
        {
            await client.CoreV1.DeleteNamespacedSecretAsync(Names.AgentPullSecret, agentNamespace, cancellationToken: cancellationToken);
            await RestoreAsync(cancellationToken);
        }
    }

    private static bool HaveEqualData(V1Secret left, V1Secret right)
    {
        var (one, other) = (left.Data ?? new Dictionary<string, byte[]>(), right.Data);
        return one.Count == other.Count && one.All(entry => other.TryGetValue(entry.Key, out var value) && entry.Value.AsSpan().SequenceEqual(value));
    }

    private async Task RestoreAsync(CancellationToken cancellationToken)
    {
        var fresh = new V1Secret
        {
            Metadata = new V1ObjectMeta
            {
                Name = Names.AgentPullSecret,
                NamespaceProperty = agentNamespace,
                Labels = _own!.Metadata.Labels,
                OwnerReferences = _own.Metadata.OwnerReferences,
            },
            Type = _own.Type,
            Data = _own.Data,
        };
        informers.Secrets.Observe(await client.CoreV1.CreateNamespacedSecretAsync(fresh, agentNamespace, cancellationToken: cancellationToken));
        Interlocked.Increment(ref _repairs);
    }
}
