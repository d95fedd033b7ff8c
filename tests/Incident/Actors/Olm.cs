using System.Net;
using System.Text.Json.Nodes;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace PostSoftwareHook.Incident;

/// <summary>
/// The catalog operator of the Operator Lifecycle Manager (operator-lifecycle-manager pkg/controller/registry/reconciler/grpc.go). Per
/// catalog it creates a serviceaccount, which it never updates, a pod that copies the serviceaccount's imagePullSecrets, at times a
/// second pod that polls for a newer image, and the connection state.
/// </summary>
internal sealed class Olm(IKubernetes client, Informers informers, OlmOptions options) : Actor("olm")
{
    private readonly CustomResources _catalogs = new(client, CustomKind.CatalogSource);

    protected override Task ReconcileAsync(CancellationToken cancellationToken) =>
        ForEachAsync(informers.CatalogSources!.All.Where(IsServedByPod), catalog => SyncAsync(catalog, cancellationToken));

    private static bool IsServedByPod(CustomResource catalog) =>
        catalog.Metadata.DeletionTimestamp is null && CatalogPods.Image(catalog) is not null;

    private async Task SyncAsync(CustomResource catalog, CancellationToken cancellationToken)
    {
        var pods = informers.Pods.All.Where(pod => pod.IsOwnedBy(catalog.Metadata.Uid) && !pod.IsLeaving()).ToList();
        var serving = pods.Where(pod => !CatalogPods.IsUpdatePoll(pod)).ToList();
        if (serving.Count == 0)
        {
            serving.Add(await CreatePodAsync(catalog, updatePoll: false, cancellationToken));
        }
        else if (options.HashesPullSecrets && await AreOutdatedAsync(catalog, serving, cancellationToken))
        {
            serving = [await ReplaceAsync(catalog, serving, cancellationToken)];
        }

        if (CatalogPods.Polls(catalog) && !pods.Any(CatalogPods.IsUpdatePoll))
        {
            await CreatePodAsync(catalog, updatePoll: true, cancellationToken);
        }

        await WriteStateAsync(catalog, serving[0], cancellationToken);
    }

    private async Task<V1Pod> CreatePodAsync(CustomResource catalog, bool updatePoll, CancellationToken cancellationToken)
    {
        var account = await EnsureServiceAccountAsync(catalog, cancellationToken);
        var pod = CatalogPods.Pod(catalog, account, updatePoll);
        return informers.Pods.Observe(await client.CoreV1.CreateNamespacedPodAsync(pod, catalog.Metadata.NamespaceProperty, cancellationToken: cancellationToken));
    }

    private async Task<V1ServiceAccount> EnsureServiceAccountAsync(CustomResource catalog, CancellationToken cancellationToken)
    {
        var @namespace = catalog.Metadata.NamespaceProperty;
        try
        {
            return await client.CoreV1.ReadNamespacedServiceAccountAsync(catalog.Metadata.Name, @namespace, cancellationToken: cancellationToken);
        }
        catch (HttpOperationException answer) when (answer.Response.StatusCode == HttpStatusCode.NotFound)
        {
            var account = new V1ServiceAccount
            {
                Metadata = new V1ObjectMeta
                {
                    Name = catalog.Metadata.Name,
                    NamespaceProperty = @namespace,
                    OwnerReferences = [CatalogPods.OwnedBy(catalog, controller: true)],
                },
            };
            return await client.CoreV1.CreateNamespacedServiceAccountAsync(account, @namespace, cancellationToken: cancellationToken);
        }
    }

    /// <summary>Whether none of the pods was made with the pull secrets that the serviceaccount has now. What the cache says is read again before a pod is deleted for it.</summary>
    private async Task<bool> AreOutdatedAsync(CustomResource catalog, List<V1Pod> serving, CancellationToken cancellationToken)
    {
        bool Differ(V1ServiceAccount? account) => account is not null && !serving.Exists(pod => PullSecrets(pod.Spec.ImagePullSecrets).SequenceEqual(PullSecrets(account.ImagePullSecrets)));

        return Differ(informers.ServiceAccounts.Find(catalog.Metadata.NamespaceProperty, catalog.Metadata.Name)) && Differ(await EnsureServiceAccountAsync(catalog, cancellationToken));
    }

    private static IEnumerable<string> PullSecrets(IList<V1LocalObjectReference>? references) => (references ?? []).Select(reference => reference.Name);

    /// <summary>Deletes every pod that serves before it makes the new one, as OLM does (grpc.go, ensurePod). Update polls stay.</summary>
    private async Task<V1Pod> ReplaceAsync(CustomResource catalog, List<V1Pod> serving, CancellationToken cancellationToken)
    {
        await ForEachAsync(serving, pod => DeletePodAsync(pod, cancellationToken));
        return await CreatePodAsync(catalog, updatePoll: false, cancellationToken);
    }

    private async Task DeletePodAsync(V1Pod pod, CancellationToken cancellationToken)
    {
        try
        {
            await client.CoreV1.DeleteNamespacedPodAsync(pod.Metadata.Name, pod.Metadata.NamespaceProperty, pod.DeleteThis(), cancellationToken: cancellationToken);
        }
        catch (HttpOperationException answer) when (answer.Response.StatusCode == HttpStatusCode.NotFound)
        {
            // Somebody else was faster.
        }
    }

    private async Task WriteStateAsync(CustomResource catalog, V1Pod pod, CancellationToken cancellationToken)
    {
        var state = options.FrozenState ?? pod switch
        {
            _ when pod.IsReady() => "READY",
            _ when pod.ImageTrouble() is not (null or "ErrImagePull") => "TRANSIENT_FAILURE",
            _ => "CONNECTING",
        };
        if (catalog.Status?["connectionState"]?["lastObservedState"]?.GetValue<string>() == state)
        {
            return;
        }

        var status = new JsonObject
        {
            ["connectionState"] = new JsonObject
            {
                ["address"] = $"{catalog.Metadata.Name}.{catalog.Metadata.NamespaceProperty}.svc:50051",
                ["lastConnect"] = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null),
                ["lastObservedState"] = state,
            },
        };
        informers.CatalogSources!.Observe(await _catalogs.MergeStatusAsync(catalog.Metadata.NamespaceProperty, catalog.Metadata.Name, status, cancellationToken));
    }
}
