using System.Net;
using System.Text.Json;
using k8s;
using k8s.Autorest;
using k8s.Models;
using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.Cluster;

/// <summary>
/// Reads a cluster in one concurrent sweep of lists, however many serviceaccounts and pods there are: four requests for the
/// whole; for each target namespace its secret, serviceaccounts and pods, its catalog sources where it has any, and its events
/// where pods are stuck.
/// </summary>
internal sealed class SnapshotReader(ClusterSession cluster, Settings settings, Redactor redactor, CancellationToken stop)
{
    private const int NamespacesAtOnce = 8;
    private const int PageSize = 500;

    /// <summary>How many pages of one list are read; a list that goes on is no cluster's.</summary>
    private const int MaxPages = 200;

    private readonly List<string> _warnings = [];

    private Kubernetes Client => cluster.Client;

    /// <summary>What could not be read and isn't needed: sentences.</summary>
    public IReadOnlyList<string> Warnings
    {
        get
        {
            lock (_warnings)
            {
                return [.. _warnings];
            }
        }
    }

    /// <summary>Reads everything.</summary>
    public async Task<ClusterSnapshot> ReadAsync()
    {
        var cluster = ReadClusterAsync();
        var sources = ReadSourcesAsync();
        var namespaces = ReadTargetsAsync(await ListNamespacesAsync().ConfigureAwait(false));
        await Task.WhenAll(cluster, sources, namespaces).ConfigureAwait(false);
        return new()
        {
            Cluster = await cluster.ConfigureAwait(false),
            Sources = await sources.ConfigureAwait(false),
            Namespaces = await namespaces.ConfigureAwait(false),
        };
    }

    /// <summary>Reads some namespaces anew, those that aren't in <paramref name="snapshot"/> yet included; everything else stays as it was.</summary>
    public async Task<ClusterSnapshot> RefreshAsync(ClusterSnapshot snapshot, IReadOnlySet<string> names)
    {
        var present = await ListNamespacesAsync().ConfigureAwait(false);
        var fresh = await ReadTargetsAsync([.. present.Where(ns => names.Contains(ns.Name()))]).ConfigureAwait(false);
        var kept = snapshot.Namespaces.Where(ns => !names.Contains(ns.Name) && present.Any(p => p.Name() == ns.Name));
        return snapshot with { Namespaces = [.. kept.Concat(fresh).OrderBy(ns => ns.Name, StringComparer.Ordinal)] };
    }

    /// <summary>The secret of that name, or null.</summary>
    public async Task<PullSecret?> ReadSecretAsync(NamespacedName id) =>
        await OrNullAsync(Client.CoreV1.ReadNamespacedSecretAsync(id.Name, id.Namespace, cancellationToken: stop)).ConfigureAwait(false) is { } secret
            ? Remember(ObjectReader.Secret(secret))
            : null;

    /// <summary>Lets the redactor know all that <paramref name="secret"/> holds.</summary>
    private PullSecret Remember(PullSecret secret)
    {
        redactor.Add(secret.Credentials);
        return secret;
    }

    private async Task<ClusterInfo> ReadClusterAsync()
    {
        var version = await ReadConfigAsync("clusterversions", "version").ConfigureAwait(false);
        if (version is not { } openShift)
        {
            var kubernetes = await OrWarnAsync(Client.Version.GetCodeAsync(stop)).ConfigureAwait(false);
            return new(cluster.Host, kubernetes?.GitVersion, null);
        }

        var infrastructure = await ReadConfigAsync("infrastructures", "cluster").ConfigureAwait(false);
        return new(cluster.Host, ObjectReader.Version(openShift), infrastructure?.Text("status", "infrastructureName"));
    }

    private async Task<JsonElement?> ReadConfigAsync(string plural, string name) =>
        await OrWarnAsync(BodyAsync(Client.CustomObjects.GetClusterCustomObjectWithHttpMessagesAsync(
            "config.openshift.io", "v1", plural, name, cancellationToken: stop))).ConfigureAwait(false) as JsonElement?;

    private async Task<IReadOnlyList<PullSecret>> ReadSourcesAsync()
    {
        if (settings.State == DesiredState.Absent)
        {
            return [];
        }

        var secrets = await Task.WhenAll(settings.Sources.Select(id =>
            OrNullAsync(Client.CoreV1.ReadNamespacedSecretAsync(id.Name, id.Namespace, cancellationToken: stop)))).ConfigureAwait(false);
        foreach (var secret in secrets.OfType<V1Secret>())
        {
            Remember(ObjectReader.Secret(secret));
        }

        return [.. secrets.OfType<V1Secret>().Select(secret => Remember(ObjectReader.Secret(secret, settings.Registries)))];
    }

    private async Task<List<V1Namespace>> ListNamespacesAsync() =>
        [.. (await AllPagesAsync(token => Client.CoreV1.ListNamespaceAsync(limit: PageSize, continueParameter: token, cancellationToken: stop), list => list.Items).ConfigureAwait(false))
            .Where(ns => settings.TargetOf(ns.Name()) is not null)];

    private async Task<IReadOnlyList<NamespaceSnapshot>> ReadTargetsAsync(List<V1Namespace> namespaces)
    {
        using var slots = new SemaphoreSlim(NamespacesAtOnce);
        var read = await Task.WhenAll(namespaces.Select(async ns =>
        {
            await slots.WaitAsync(stop).ConfigureAwait(false);
            try
            {
                return await ReadTargetAsync(ns).ConfigureAwait(false);
            }
            finally
            {
                slots.Release();
            }
        })).ConfigureAwait(false);
        return [.. read.OrderBy(ns => ns.Name, StringComparer.Ordinal)];
    }

    private async Task<NamespaceSnapshot> ReadTargetAsync(V1Namespace ns)
    {
        var name = ns.Name();
        var snapshot = new NamespaceSnapshot
        {
            Name = name,
            IsTerminating = ns.DeletionTimestamp() is not null || ns.Status?.Phase == "Terminating",
            IsOptedOut = ns.GetAnnotation(Marks.OptOutAnnotation) == "true",
        };
        if (snapshot.IsTerminating || snapshot.IsOptedOut)
        {
            return snapshot;
        }

        try
        {
            return await ReadContentAsync(snapshot).ConfigureAwait(false);
        }
        catch (Exception e) when (ApiErrors.IsExpected(e) && e is not HttpOperationException { Response.StatusCode: HttpStatusCode.Unauthorized })
        {
            return snapshot with { Problem = ApiErrors.Explain(e, cluster.Access) };
        }
    }

    private async Task<NamespaceSnapshot> ReadContentAsync(NamespaceSnapshot snapshot)
    {
        var name = snapshot.Name;
        var secret = ReadSecretAsync(new(name, settings.SecretName));
        var accounts = AllPagesAsync(token => Client.CoreV1.ListNamespacedServiceAccountAsync(name, limit: PageSize, continueParameter: token, cancellationToken: stop), list => list.Items);
        var pods = await AllPagesAsync(token => Client.CoreV1.ListNamespacedPodAsync(name, limit: PageSize, continueParameter: token, cancellationToken: stop), list => list.Items).ConfigureAwait(false);
        var events = pods.Any(ObjectReader.IsStuck)
            ? await AllPagesAsync(token => Client.CoreV1.ListNamespacedEventAsync(name, fieldSelector: "involvedObject.kind=Pod,reason=Failed", limit: PageSize, continueParameter: token, cancellationToken: stop), list => list.Items).ConfigureAwait(false)
            : [];
        var eventsOfPod = events.ToLookup(e => e.InvolvedObject?.Uid ?? "");
        var accountList = await accounts.ConfigureAwait(false);

        // OLM owns both the serviceaccount and the pod of a catalog (operator-lifecycle-manager, grpc.go): without either there is nothing to heal for one.
        var hasCatalogs = pods.Cast<IMetadata<V1ObjectMeta>>().Concat(accountList).Any(item => item.OwnerReferences()?.Any(owner => owner.Kind == "CatalogSource") == true);
        var catalogs = hasCatalogs ? await ListCatalogSourcesAsync(name).ConfigureAwait(false) : [];

        return snapshot with
        {
            Secret = await secret.ConfigureAwait(false),
            ServiceAccounts = [.. accountList.Select(ObjectReader.ServiceAccount).OrderBy(account => account.Name, StringComparer.Ordinal)],
            Pods = [.. pods.Select(pod => ObjectReader.Pod(pod, eventsOfPod)).OrderBy(pod => pod.Name, StringComparer.Ordinal)],
            CatalogSources = [.. catalogs.Select(ObjectReader.CatalogSource).OrderBy(catalog => catalog.Name, StringComparer.Ordinal)],
        };
    }

    private async Task<List<JsonElement>> ListCatalogSourcesAsync(string ns)
    {
        var list = await OrNullAsync(BodyAsync(Client.CustomObjects.ListNamespacedCustomObjectWithHttpMessagesAsync(
            "operators.coreos.com", "v1alpha1", ns, "catalogsources", cancellationToken: stop))).ConfigureAwait(false) as JsonElement?;
        return [.. list?.Items("items") ?? []];
    }

    /// <summary>Adds the nodes and machine config pools to <paramref name="snapshot"/>.</summary>
    public async Task<ClusterSnapshot> WithNodesAsync(ClusterSnapshot snapshot)
    {
        var nodes = OrWarnAsync(Client.CoreV1.ListNodeAsync(cancellationToken: stop));
        var pools = OrWarnAsync(BodyAsync(Client.CustomObjects.ListClusterCustomObjectWithHttpMessagesAsync(
            "machineconfiguration.openshift.io", "v1", "machineconfigpools", cancellationToken: stop)));
        return snapshot with
        {
            Nodes = await nodes.ConfigureAwait(false) is { } list ? new(list.Items.Count(ObjectReader.IsReady), list.Items.Count) : null,
            MachineConfigPools = [.. (await pools.ConfigureAwait(false) as JsonElement?)?.Items("items").Select(ObjectReader.MachineConfigPool) ?? []],
        };
    }

    private static async Task<object> BodyAsync(Task<HttpOperationResponse<object>> request)
    {
        using var response = await request.ConfigureAwait(false);
        return response.Body;
    }

    private static async Task<List<TItem>> AllPagesAsync<TList, TItem>(Func<string?, Task<TList>> page, Func<TList, IList<TItem>> items)
        where TList : IKubernetesObject<V1ListMeta>
    {
        var all = new List<TItem>();
        string? token = null;
        var pages = 0;
        do
        {
            if (++pages > MaxPages)
            {
                throw new InvalidDataException($"a list has more than {MaxPages * PageSize} items");
            }

            var list = await page(token).ConfigureAwait(false);
            all.AddRange(items(list));
            token = list.Metadata?.ContinueProperty;
        }
        while (!string.IsNullOrEmpty(token));
        return all;
    }

    /// <summary>Null where the object, or its whole kind, isn't there.</summary>
    private static async Task<T?> OrNullAsync<T>(Task<T> request)
        where T : class
    {
        try
        {
            return await request.ConfigureAwait(false);
        }
        catch (HttpOperationException e) when (e.Is(HttpStatusCode.NotFound))
        {
            return null;
        }
    }

    /// <summary>Null also where reading it is forbidden: it would only have made the diagnosis richer.</summary>
    private async Task<T?> OrWarnAsync<T>(Task<T> request)
        where T : class
    {
        try
        {
            return await OrNullAsync(request).ConfigureAwait(false);
        }
        catch (HttpOperationException e) when (e.Is(HttpStatusCode.Forbidden))
        {
            lock (_warnings)
            {
                _warnings.Add(ApiErrors.Forbidden(ApiErrors.MessageOf(e)));
            }

            return null;
        }
    }
}
