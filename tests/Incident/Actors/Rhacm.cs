using k8s;
using k8s.Models;

namespace PostSoftwareHook.Incident;

/// <summary>
/// Advanced Cluster Management on the managed cluster: the pull secret of its agent is its own (ocm, klusterlet controller);
/// whatever others write into it, or if they delete it, it comes back.
/// </summary>
internal sealed class Rhacm(IKubernetes client, Informers informers) : Actor("rhacm")
{
    private volatile bool _attached = true;
    private V1Secret? _own;
    private int _repairs;

    /// <summary>How often the secret had to be put right again.</summary>
    public int Repairs => _repairs;

    /// <summary>The cluster is imported: whatever secret is there now is RHACM's.</summary>
    public void Attach() => _attached = true;

    /// <summary>The cluster is detached: the secret is nobody's any more.</summary>
    public void Detach() => _attached = false;

    protected override async Task ReconcileAsync(CancellationToken cancellationToken)
    {
        if (!_attached)
        {
            _own = null;
            return;
        }

        var found = informers.Secrets.Find(Names.AgentNamespace, Names.AgentPullSecret);
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
            await client.CoreV1.DeleteNamespacedSecretAsync(Names.AgentPullSecret, Names.AgentNamespace, cancellationToken: cancellationToken);
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
                NamespaceProperty = Names.AgentNamespace,
                Labels = _own!.Metadata.Labels,
                OwnerReferences = _own.Metadata.OwnerReferences,
            },
            Type = _own.Type,
            Data = _own.Data,
        };
        informers.Secrets.Observe(await client.CoreV1.CreateNamespacedSecretAsync(fresh, Names.AgentNamespace, cancellationToken: cancellationToken));
        Interlocked.Increment(ref _repairs);
    }
}
