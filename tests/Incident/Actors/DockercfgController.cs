using System.Collections.Concurrent;
using k8s;
using k8s.Models;

namespace PostSoftwareHook.Incident;

/// <summary>
/// OpenShift's controllers for serviceaccount pull secrets (openshift-controller-manager, service_account_controller.go and
/// image_pull_secret_controller.go). They keep a serviceaccount's dockercfg secret in its imagePullSecrets, after other entries, with
/// credentials for the internal registry only. Serviceaccounts that never had such a secret get none.
/// </summary>
internal sealed class DockercfgController(IKubernetes client, Informers informers) : Actor("openshift-serviceaccount-controller")
{
    public const string ReferenceAnnotation = "openshift.io/internal-registry-pull-secret-ref";

    private readonly ConcurrentDictionary<string, string> _dockercfgOf = [];
    private readonly ConcurrentDictionary<string, V1Secret> _originals = [];
    private int _repairs;

    /// <summary>Number of repairs. It stays 0 if nobody damages the cluster's own entries.</summary>
    public int Repairs => _repairs;

    protected override async Task ReconcileAsync(CancellationToken cancellationToken)
    {
        await ForEachAsync(informers.ServiceAccounts.All, account => KeepAccountAsync(account, cancellationToken));
        await ForEachAsync(informers.Secrets.All.Where(secret => secret.Type == "kubernetes.io/dockercfg"), secret => KeepSecretAsync(secret, cancellationToken));
    }

    private async Task KeepAccountAsync(V1ServiceAccount account, CancellationToken cancellationToken)
    {
        string? referred = null;
        if (account.Metadata.Annotations?.TryGetValue(ReferenceAnnotation, out referred) ?? false)
        {
            _dockercfgOf.TryAdd(account.Metadata.Uid, referred);
        }

        if (!_dockercfgOf.TryGetValue(account.Metadata.Uid, out var dockercfg))
        {
            return;
        }

        if (referred != dockercfg || !IsLinked(account, dockercfg))
        {
            await RepairAccountAsync(account, dockercfg, cancellationToken);
        }
    }

    private static bool IsLinked(V1ServiceAccount account, string dockercfg) =>
        account.ImagePullSecrets?.Any(secret => secret.Name == dockercfg) ?? false;

    private async Task RepairAccountAsync(V1ServiceAccount seen, string dockercfg, CancellationToken cancellationToken)
    {
        var (name, @namespace) = (seen.Metadata.Name, seen.Metadata.NamespaceProperty);
        var account = await client.CoreV1.ReadNamespacedServiceAccountAsync(name, @namespace, cancellationToken: cancellationToken);
        account.Metadata.Annotations ??= new Dictionary<string, string>();
        account.Metadata.Annotations[ReferenceAnnotation] = dockercfg;
        if (!IsLinked(account, dockercfg))
        {
            account.ImagePullSecrets = [.. account.ImagePullSecrets ?? [], new V1LocalObjectReference { Name = dockercfg }];
        }

        informers.ServiceAccounts.Observe(await client.CoreV1.ReplaceNamespacedServiceAccountAsync(account, name, @namespace, cancellationToken: cancellationToken));
        Interlocked.Increment(ref _repairs);
    }

    private async Task KeepSecretAsync(V1Secret secret, CancellationToken cancellationToken)
    {
        var original = _originals.GetOrAdd(secret.Metadata.Uid, secret);
        if (!secret.Data[".dockercfg"].AsSpan().SequenceEqual(original.Data[".dockercfg"]))
        {
            var patch = new V1Patch(new V1Secret { Metadata = new V1ObjectMeta { Uid = secret.Metadata.Uid }, Data = original.Data }, V1Patch.PatchType.MergePatch);
            informers.Secrets.Observe(await client.CoreV1.PatchNamespacedSecretAsync(
                patch, secret.Metadata.Name, secret.Metadata.NamespaceProperty, cancellationToken: cancellationToken));
            Interlocked.Increment(ref _repairs);
        }
    }
}
