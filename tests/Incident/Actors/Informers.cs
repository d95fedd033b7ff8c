using System.Text.Json;
using k8s;
using k8s.Models;

namespace PostSoftwareHook.Incident;

/// <summary>The informers that the actors share.</summary>
internal sealed class Informers
{
    public Informers(IKubernetes client, bool customResources)
    {
        var core = client.CoreV1;
        Pods = new(
            async token => Listed(await core.ListPodForAllNamespacesAsync(cancellationToken: token), list => list.Items),
            (version, failed, token) => core.WatchListPodForAllNamespacesAsync(resourceVersion: version, onError: failed, cancellationToken: token));
        ServiceAccounts = new(
            async token => Listed(await core.ListServiceAccountForAllNamespacesAsync(cancellationToken: token), list => list.Items),
            (version, failed, token) => core.WatchListServiceAccountForAllNamespacesAsync(resourceVersion: version, onError: failed, cancellationToken: token));
        Secrets = new(
            async token => Listed(await core.ListSecretForAllNamespacesAsync(cancellationToken: token), list => list.Items),
            (version, failed, token) => core.WatchListSecretForAllNamespacesAsync(resourceVersion: version, onError: failed, cancellationToken: token));
        ReplicaSets = new(
            async token => Listed(await client.AppsV1.ListReplicaSetForAllNamespacesAsync(cancellationToken: token), list => list.Items),
            (version, failed, token) => client.AppsV1.WatchListReplicaSetForAllNamespacesAsync(resourceVersion: version, onError: failed, cancellationToken: token));
        CatalogSources = customResources ? Custom(client, CustomKind.CatalogSource) : null;
    }

    public Informer<V1Pod> Pods { get; }

    public Informer<V1ServiceAccount> ServiceAccounts { get; }

    public Informer<V1Secret> Secrets { get; }

    public Informer<V1ReplicaSet> ReplicaSets { get; }

    /// <summary>Null on a plain Kubernetes.</summary>
    public Informer<CustomResource>? CatalogSources { get; }

    public IEnumerable<IInformer> All => ((IInformer?[])[Pods, ServiceAccounts, Secrets, ReplicaSets, CatalogSources]).OfType<IInformer>();

    public static Informer<CustomResource> Custom(IKubernetes client, CustomKind kind) => new(
        async token =>
        {
            var list = await new CustomResources(client, kind).ListAsync(token);
            return (list.Items, list.Metadata.ResourceVersion);
        },
        (version, failed, token) => WatchCustomAsync(client, kind, version, failed, token));

    private static async IAsyncEnumerable<(WatchEventType Type, CustomResource Item)> WatchCustomAsync(
        IKubernetes client,
        CustomKind kind,
        string version,
        Action<Exception> failed,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var events = client.CustomObjects.WatchListClusterCustomObjectAsync(
            kind.Group, kind.Version, kind.Plural, resourceVersion: version, onError: failed, cancellationToken: cancellationToken);
        await foreach (var (type, item) in events)
        {
            yield return (type, KubernetesJson.Deserialize<CustomResource>(((JsonElement)item).GetRawText()));
        }
    }

    private static (IEnumerable<TItem> Items, string Version) Listed<TList, TItem>(TList list, Func<TList, IList<TItem>> items)
        where TList : IKubernetesObject<V1ListMeta> => (items(list), list.Metadata.ResourceVersion);
}
