using System.Net;
using System.Text.Json;
using PostSoftwareHook.Api;
using PostSoftwareHook.Guards;
using PostSoftwareHook.Propagation;
using k8s.Autorest;

namespace PostSoftwareHook.Kubernetes;

/// <summary>
/// Reads a cluster with concurrent list requests; their number does not depend on the number of serviceaccounts and pods (up to one
/// page each). There are four requests for the cluster. For each target namespace there is one each for its secret, serviceaccounts
/// and pods, one for its CatalogSources if it has any, and one for its events if pods are stuck.
/// </summary>
/// <param name="api">The cluster.</param>
/// <param name="settings">The settings of the run.</param>
/// <param name="readsSources">Whether to read the source secrets.</param>
/// <param name="redactor">Is given every secret that is read, to mask it.</param>
/// <param name="tell">Called with the number of namespaces read and the total while the whole cluster is read.</param>
/// <param name="stop">Cancels reading.</param>
internal sealed class SnapshotReader(ApiClient api, Settings settings, bool readsSources, Redactor redactor, Action<int, int> tell, CancellationToken stop)
{
    private const int NamespacesAtOnce = 8;

    private static readonly ILookup<string, PullEvent> NoEvents = Array.Empty<PullEvent>().ToLookup(e => e.Pod);

    private readonly List<Notice> _notices = [];

    /// <summary>Warnings about optional objects that could not be read.</summary>
    public IReadOnlyList<Notice> Notices
    {
        get
        {
            lock (_notices)
            {
                return [.. _notices];
            }
        }
    }

    public async Task<ClusterSnapshot> ReadAsync()
    {
        var cluster = ReadClusterAsync();
        var sources = ReadSourcesAsync();
        var namespaces = ReadTargetsAsync(await ListNamespacesAsync().ConfigureAwait(false), tell);
        await Task.WhenAll(cluster, sources, namespaces).ConfigureAwait(false);
        return new()
        {
            Cluster = await cluster.ConfigureAwait(false),
            Sources = await sources.ConfigureAwait(false),
            Namespaces = await namespaces.ConfigureAwait(false),
        };
    }

    /// <summary>Reads the namespaces <paramref name="names"/> again, including those not in <paramref name="snapshot"/> yet; the rest is kept.</summary>
    public async Task<ClusterSnapshot> RefreshAsync(ClusterSnapshot snapshot, IReadOnlySet<string> names)
    {
        var present = await ListNamespacesAsync().ConfigureAwait(false);
        var fresh = await ReadTargetsAsync([.. present.Where(ns => names.Contains(ns.Name))], null).ConfigureAwait(false);
        var kept = snapshot.Namespaces.Where(ns => !names.Contains(ns.Name) && present.Any(p => p.Name == ns.Name));
        return snapshot with { Namespaces = [.. kept.Concat(fresh).OrderBy(ns => ns.Name, StringComparer.Ordinal)] };
    }

    /// <summary>The secret, or null if it does not exist.</summary>
    public Task<PullSecret?> ReadSecretAsync(NamespacedName id) => api.FindAsync(PathOf(id), secret => Remember(ApiObjectParser.Secret(secret)));

    /// <summary>The serviceaccount, or null if it does not exist.</summary>
    public Task<ServiceAccountSnapshot?> ReadServiceAccountAsync(NamespacedName id) =>
        api.FindAsync(ApiPaths.ServiceAccount(id.Namespace, id.Name), ApiObjectParser.ServiceAccount);

    /// <summary>Whether the pod with this UID still exists and is not being deleted. It uses list, since RBAC then needs no verb get.</summary>
    public async Task<bool> IsThereAsync(string ns, PodSnapshot pod)
    {
        var found = await api.ListAsync(ApiPaths.PodsNamed(ns, pod.Name), each => ApiObjectParser.Pod(each, NoEvents)).ConfigureAwait(false);
        return found.Any(each => each.Uid == pod.Uid && !each.IsTerminating);
    }

    private static string PathOf(NamespacedName secret) => ApiPaths.Secret(secret.Namespace, secret.Name);

    /// <summary>Passes all credentials in <paramref name="secret"/> to the redactor.</summary>
    private PullSecret Remember(PullSecret secret)
    {
        redactor.Add(secret.Credentials);
        return secret;
    }

    private async Task<ClusterInfo> ReadClusterAsync()
    {
        const string Config = "apis/config.openshift.io/v1";
        var openShift = await OrWarnAsync(api.FindAsync($"{Config}/clusterversions/version", version => new ClusterInfo(api.Host, ApiObjectParser.Version(version), null))).ConfigureAwait(false);
        return openShift is not null
            ? openShift with { Infrastructure = await OrWarnAsync(api.FindAsync($"{Config}/infrastructures/cluster", infrastructure => ApiObjectParser.InfrastructureName(infrastructure))).ConfigureAwait(false) }
            : new(api.Host, await OrWarnAsync(api.FindAsync("version", version => ApiObjectParser.KubernetesVersion(version))).ConfigureAwait(false), null);
    }

    private async Task<IReadOnlyList<PullSecret>> ReadSourcesAsync()
    {
        if (!readsSources)
        {
            return [];
        }

        var secrets = await Task.WhenAll(settings.Sources.Select(id => api.FindAsync(PathOf(id), secret =>
        {
            Remember(ApiObjectParser.Secret(secret)); // without the filter, since entries that are not copied must be masked too
            return ApiObjectParser.Secret(secret, settings.Registries);
        }))).ConfigureAwait(false);
        return [.. secrets.OfType<PullSecret>()];
    }

    private async Task<List<NamespaceSnapshot>> ListNamespacesAsync() =>
        [.. (await api.ListAsync("api/v1/namespaces", ApiObjectParser.Namespace).ConfigureAwait(false)).Where(ns => settings.TargetOf(ns.Name) is not null)];

    private async Task<IReadOnlyList<NamespaceSnapshot>> ReadTargetsAsync(List<NamespaceSnapshot> namespaces, Action<int, int>? progress)
    {
        var done = 0;
        using var slots = new SemaphoreSlim(NamespacesAtOnce);
        var read = await Task.WhenAll(namespaces.Select(async ns =>
        {
            await slots.WaitAsync(stop).ConfigureAwait(false);
            try
            {
                var snapshot = await ReadTargetAsync(ns).ConfigureAwait(false);
                progress?.Invoke(Interlocked.Increment(ref done), namespaces.Count);
                return snapshot;
            }
            finally
            {
                slots.Release();
            }
        })).ConfigureAwait(false);
        return [.. read.OrderBy(ns => ns.Name, StringComparer.Ordinal)];
    }

    private async Task<NamespaceSnapshot> ReadTargetAsync(NamespaceSnapshot ns)
    {
        if (ns.IsTerminating || ns.IsOptedOut)
        {
            return ns;
        }

        try
        {
            return await ReadContentAsync(ns).ConfigureAwait(false);
        }
        catch (Exception e) when (ApiErrors.IsExpected(e) && e is not HttpOperationException { Response.StatusCode: HttpStatusCode.Unauthorized })
        {
            return ns with { Problem = ApiErrors.Explain(e, api.Access) };
        }
    }

    private async Task<NamespaceSnapshot> ReadContentAsync(NamespaceSnapshot snapshot)
    {
        var ns = ApiPaths.Namespace(snapshot.Name);
        var secret = ReadSecretAsync(new(snapshot.Name, settings.SecretName));
        var accounts = api.ListAsync($"{ns}/serviceaccounts", account => (Account: ApiObjectParser.ServiceAccount(account), IsOfCatalog: ApiObjectParser.IsOfCatalog(account)));

        // The JSON of a stuck pod is kept until its events have been read.
        var pods = await api.ListAsync($"{ns}/pods", pod => (Pod: ApiObjectParser.Pod(pod, NoEvents), Stuck: ApiObjectParser.IsStuck(pod) ? pod.Clone() : (JsonElement?)null)).ConfigureAwait(false);
        var events = pods.Any(pod => pod.Stuck is not null)
            ? (await api.ListAsync($"{ns}/events?fieldSelector=involvedObject.kind%3DPod%2Creason%3DFailed", ApiObjectParser.Event).ConfigureAwait(false)).ToLookup(e => e.Pod)
            : NoEvents;
        var unpackJobs = pods.Any(pod => pod.Stuck is not null && pod.Pod.Owner?.Kind == PodOwner.JobKind)
            ? (await OrWarnAsync(api.FindAllAsync(ApiPaths.JobsLabelled(snapshot.Name, PodSnapshot.UnpackRefLabel), ApiObjectParser.UnpackJob)).ConfigureAwait(false) ?? []).DistinctBy(job => job.Uid).ToDictionary(job => job.Uid, job => job.UnpackRef)
            : [];
        var accountList = await accounts.ConfigureAwait(false);

        // OLM creates a serviceaccount and a pod for each catalog (operator-lifecycle-manager, grpc.go). If neither exists, no catalog can be healed.
        var hasCatalogs = accountList.Any(account => account.IsOfCatalog) || pods.Any(pod => pod.Pod.Owner?.Kind == "CatalogSource");
        var catalogs = hasCatalogs
            ? await api.FindAllAsync($"apis/operators.coreos.com/v1alpha1/namespaces/{snapshot.Name}/catalogsources", ApiObjectParser.CatalogSource).ConfigureAwait(false)
            : null;

        return snapshot with
        {
            Secret = await secret.ConfigureAwait(false),
            ServiceAccounts = [.. accountList.Select(account => account.Account).OrderBy(account => account.Name, StringComparer.Ordinal)],
            Pods = [.. pods.Select(pod => pod.Stuck is { } stuck ? ApiObjectParser.Pod(stuck, events) : pod.Pod).Select(pod => WithUnpackRef(pod, unpackJobs)).OrderBy(pod => pod.Name, StringComparer.Ordinal)],
            CatalogSources = [.. (catalogs ?? []).OrderBy(catalog => catalog.Name, StringComparer.Ordinal)],
        };
    }

    private static PodSnapshot WithUnpackRef(PodSnapshot pod, Dictionary<string, string> unpackJobs) =>
        pod.Stuck.Count == 0 ? pod : pod with { UnpackRef = pod.Owner is { Kind: PodOwner.JobKind } job ? unpackJobs.GetValueOrDefault(job.Uid) : null };

    /// <summary>Adds the nodes and MachineConfigPools to <paramref name="snapshot"/>.</summary>
    public async Task<ClusterSnapshot> WithNodesAsync(ClusterSnapshot snapshot)
    {
        var nodes = OrWarnAsync(api.FindAllAsync("api/v1/nodes", ApiObjectParser.IsReady));
        var pools = OrWarnAsync(api.FindAllAsync("apis/machineconfiguration.openshift.io/v1/machineconfigpools", ApiObjectParser.MachineConfigPool));
        return snapshot with
        {
            Nodes = await nodes.ConfigureAwait(false) is { } all ? new(all.Count(isReady => isReady), all.Count) : null,
            MachineConfigPools = await pools.ConfigureAwait(false) ?? [],
        };
    }

    /// <summary>Returns null with a warning if reading is forbidden, since the object is optional for the diagnosis.</summary>
    private async Task<T?> OrWarnAsync<T>(Task<T?> request)
        where T : class
    {
        try
        {
            return await request.ConfigureAwait(false);
        }
        catch (HttpOperationException e) when (e.Is(HttpStatusCode.Forbidden))
        {
            lock (_notices)
            {
                _notices.Add(Notice.Warning(Subject.Access, ApiErrors.Forbidden(ApiErrors.MessageOf(e))));
            }

            return null;
        }
    }
}
