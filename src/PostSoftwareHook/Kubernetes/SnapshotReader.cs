using System.Net;
using System.Text.Json;
using PostSoftwareHook.Api;
using PostSoftwareHook.Guards;
using PostSoftwareHook.Propagation;
using k8s.Autorest;

namespace PostSoftwareHook.Kubernetes;

/// <summary>
/// Reads a cluster with concurrent list requests; their number does not depend on the number of serviceaccounts and pods (up to one
/// page each). There are seven requests for the cluster. For each target namespace there is one each for its secret, serviceaccounts
/// and pods, one for its CatalogSources if it has any, and one for its events if pods are stuck.
/// </summary>
/// <param name="api">The cluster.</param>
/// <param name="settings">The settings of the run.</param>
/// <param name="optional">Reads what the run can do without.</param>
/// <param name="diagnoses">Whether to read what only a diagnosis needs: the sources, and what fails outside the targets.</param>
/// <param name="redactor">Is given every secret that is read, to mask it.</param>
/// <param name="tell">Called with the number of namespaces read and the total while the whole cluster is read.</param>
/// <param name="stop">Cancels reading.</param>
internal sealed class SnapshotReader(ApiClient api, Settings settings, OptionalReads optional, bool diagnoses, Redactor redactor, Action<int, int> tell, CancellationToken stop)
{
    private const int NamespacesAtOnce = 8;

    private static readonly ILookup<string, PullEvent> NoEvents = Array.Empty<PullEvent>().ToLookup(e => e.Pod);

    public async Task<ClusterSnapshot> ReadAsync()
    {
        var cluster = ReadClusterAsync();
        var sources = ReadSourcesAsync();
        var catalogs = ReadClusterCatalogsAsync();
        var subscriptions = ReadSubscriptionsAsync();
        var all = await ListNamespacesAsync().ConfigureAwait(false);
        var elsewhere = ReadElsewhereAsync(all);
        var namespaces = ReadTargetsAsync(Targets(all), tell);
        await Task.WhenAll(cluster, sources, catalogs, subscriptions, elsewhere, namespaces).ConfigureAwait(false);
        return await WithFailedJobsAsync(new()
        {
            Cluster = await cluster.ConfigureAwait(false),
            Sources = await sources.ConfigureAwait(false),
            Namespaces = await namespaces.ConfigureAwait(false),
            Elsewhere = await elsewhere.ConfigureAwait(false) ?? [],
            ClusterCatalogs = await catalogs.ConfigureAwait(false) ?? [],
            FailedSubscriptions = await subscriptions.ConfigureAwait(false) ?? [],
        }).ConfigureAwait(false);
    }

    /// <summary>
    /// Reads the namespaces <paramref name="names"/> again, including those not in <paramref name="snapshot"/> yet, and what else was
    /// not as it should be; the rest is kept.
    /// </summary>
    public async Task<ClusterSnapshot> RefreshAsync(ClusterSnapshot snapshot, IReadOnlySet<string> names)
    {
        var all = await ListNamespacesAsync().ConfigureAwait(false);
        var catalogs = snapshot.ClusterCatalogs.Any(catalog => catalog.IsRetrying) ? ReadClusterCatalogsAsync() : Task.FromResult<IReadOnlyList<ClusterCatalogSnapshot>?>(null);
        var subscriptions = snapshot.FailedSubscriptions.Count > 0 ? ReadSubscriptionsAsync() : Task.FromResult<IReadOnlyList<SubscriptionSnapshot>?>(null);
        var elsewhere = snapshot.Elsewhere.Count > 0 ? ReadElsewhereAsync(all) : Task.FromResult<IReadOnlyList<NamespaceSnapshot>?>(null);
        var targets = Targets(all);
        var fresh = await ReadTargetsAsync([.. targets.Where(ns => names.Contains(ns.Name))], null).ConfigureAwait(false);
        await Task.WhenAll(catalogs, subscriptions, elsewhere).ConfigureAwait(false);
        var kept = snapshot.Namespaces.Where(ns => !names.Contains(ns.Name) && targets.Any(target => target.Name == ns.Name));
        return await WithFailedJobsAsync(snapshot with
        {
            Namespaces = [.. kept.Concat(fresh).OrderBy(ns => ns.Name, StringComparer.Ordinal)],
            Elsewhere = await elsewhere.ConfigureAwait(false) ?? snapshot.Elsewhere,
            ClusterCatalogs = await catalogs.ConfigureAwait(false) ?? snapshot.ClusterCatalogs,
            FailedSubscriptions = await subscriptions.ConfigureAwait(false) ?? snapshot.FailedSubscriptions,
        }).ConfigureAwait(false);
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
        var openShift = await optional.UnlessForbiddenAsync("The version of the cluster", api.FindAsync($"{Config}/clusterversions/version", version => new ClusterInfo(api.Host, ApiObjectParser.Version(version), null))).ConfigureAwait(false);
        return openShift is not null
            ? await optional.UnlessForbiddenAsync("The name of the cluster", api.FindAsync($"{Config}/infrastructures/cluster", infrastructure => ApiObjectParser.Infrastructure(openShift, infrastructure))).ConfigureAwait(false) ?? openShift
            : new(api.Host, await optional.UnlessForbiddenAsync("The version of Kubernetes", api.FindAsync("version", version => ApiObjectParser.KubernetesVersion(version))).ConfigureAwait(false), null);
    }

    private async Task<IReadOnlyList<PullSecret>> ReadSourcesAsync()
    {
        if (!diagnoses)
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

    private Task<List<NamespaceSnapshot>> ListNamespacesAsync() => api.ListAsync("api/v1/namespaces", ApiObjectParser.Namespace);

    private List<NamespaceSnapshot> Targets(List<NamespaceSnapshot> all) => [.. all.Where(ns => settings.TargetOf(ns.Name) is not null)];

    /// <summary>For a list that only adds to what a run knows: a kind whose API is down must not keep it from healing.</summary>
    private static Question Aside() => new(answer: TimeSpan.FromSeconds(10), retries: TimeSpan.FromSeconds(3));

    /// <summary>The ClusterCatalogs; null if they are not known.</summary>
    private async Task<IReadOnlyList<ClusterCatalogSnapshot>?> ReadClusterCatalogsAsync()
    {
        var found = diagnoses
            ? await optional.OrUnknownAsync("Whether catalogd is refused", api.FindAllAsync("apis/olm.operatorframework.io/v1/clustercatalogs", InquiryParser.ClusterCatalog, Aside())).ConfigureAwait(false)
            : null;
        return found is null ? null : [.. found.OrderBy(catalog => catalog.Name, StringComparer.Ordinal)];
    }

    /// <summary>The Subscriptions that failed; null if they are not known.</summary>
    private async Task<IReadOnlyList<SubscriptionSnapshot>?> ReadSubscriptionsAsync()
    {
        var found = diagnoses && settings.Operators
            ? await optional.OrUnknownAsync("Whether operators failed to install", api.FindAllAsync("apis/operators.coreos.com/v1alpha1/subscriptions", InquiryParser.FailedSubscription, Aside())).ConfigureAwait(false)
            : null;
        return found is null ? null : [.. found.OfType<SubscriptionSnapshot>().OrderBy(subscription => subscription.Namespace, StringComparer.Ordinal).ThenBy(subscription => subscription.Name, StringComparer.Ordinal)];
    }

    /// <summary>The pods that wait for an image in namespaces whose content is not read; null if they are not known.</summary>
    private async Task<IReadOnlyList<NamespaceSnapshot>?> ReadElsewhereAsync(List<NamespaceSnapshot> all)
    {
        if (!diagnoses)
        {
            return null;
        }

        var others = all.Where(ns => settings.TargetOf(ns.Name) is null || settings.LeavesToTenants(ns)).ToDictionary(ns => ns.Name);
        var pending = await optional.OrUnknownAsync("Whether pods wait outside the targets", api.FindAllAsync("api/v1/pods?fieldSelector=status.phase%3DPending", pod =>
            ApiObjectParser.IsStuck(pod) && pod.Text("metadata", "namespace") is { } ns && others.ContainsKey(ns) ? (Namespace: ns, Json: pod.Clone()) : default, Aside())).ConfigureAwait(false);
        if (pending is null)
        {
            return null;
        }

        var stuck = pending.Where(pod => pod.Namespace is not null).ToList();
        if (stuck.Count == 0)
        {
            return [];
        }

        var isSilent = stuck.Any(pod => ApiObjectParser.Pod(pod.Json, NoEvents).Stuck.Any(container => container.Failure == PullFailure.Unknown));
        var events = isSilent
            ? (await optional.OrUnknownAsync("Why pods wait outside the targets", api.FindAllAsync(ApiPaths.FailedPulls(null), ApiObjectParser.Event, Aside())).ConfigureAwait(false) ?? []).ToLookup(e => e.Pod)
            : NoEvents;
        return
        [
            .. stuck.GroupBy(pod => pod.Namespace).OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => others[group.Key] with { Pods = [.. group.Select(pod => ApiObjectParser.Pod(pod.Json, events)).OrderBy(pod => pod.Name, StringComparer.Ordinal)] }),
        ];
    }

    /// <summary>Adds the failed Jobs of <see cref="ClusterSnapshot.FailedSubscriptions"/> to the pods of the targets that have their catalog.</summary>
    private async Task<ClusterSnapshot> WithFailedJobsAsync(ClusterSnapshot snapshot)
    {
        var concerned = snapshot.FailedSubscriptions.Select(subscription => subscription.Catalog.Namespace).ToHashSet();
        if (concerned.Count == 0)
        {
            return snapshot;
        }

        var namespaces = await Task.WhenAll(snapshot.Namespaces.Select(async ns => !concerned.Contains(ns.Name) || !IsRead(ns) ? ns : ns with
        {
            Pods =
            [
                .. ns.Pods.Where(pod => !pod.IsGone),
                .. (await optional.OrUnknownAsync("Which Jobs failed to unpack a bundle", api.FindAllAsync(ApiPaths.JobsLabelled(ns.Name, PodSnapshot.UnpackRefLabel), ApiObjectParser.FailedUnpackJob, Aside())).ConfigureAwait(false)
                    ?? [.. ns.Pods.Where(pod => pod.IsGone)]).OfType<PodSnapshot>(),
            ],
        })).ConfigureAwait(false);
        return snapshot with { Namespaces = namespaces };
    }

    /// <summary>Whether the content of the target is read. What was copied to a tenant's namespace is found all the same when it is to be removed.</summary>
    private bool IsRead(NamespaceSnapshot ns) => !ns.IsTerminating && !ns.IsOptedOut && !(diagnoses && settings.LeavesToTenants(ns));

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
        if (!IsRead(ns))
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
        var events = pods.Any(pod => NeedsEvents(pod.Pod))
            ? (await api.ListAsync(ApiPaths.FailedPulls(snapshot.Name), ApiObjectParser.Event).ConfigureAwait(false)).ToLookup(e => e.Pod)
            : NoEvents;
        var unpackJobs = pods.Any(pod => pod.Stuck is not null && pod.Pod.Owner?.Kind == PodOwner.JobKind)
            ? (await optional.UnlessForbiddenAsync("Which Jobs unpack bundles", api.FindAllAsync(ApiPaths.JobsLabelled(snapshot.Name, PodSnapshot.UnpackRefLabel), ApiObjectParser.UnpackJob)).ConfigureAwait(false) ?? []).DistinctBy(job => job.Uid).ToDictionary(job => job.Uid, job => job.UnpackRef)
            : [];
        var accountList = await accounts.ConfigureAwait(false);

        // OLM creates a serviceaccount and a pod for each catalog (operator-lifecycle-manager, grpc.go). If neither exists, no catalog can be healed.
        // On a hosted control plane they may be elsewhere; there the catalogs are in the marketplace's namespace all the same.
        var hasCatalogs = snapshot.Name == PlatformNamespaces.Marketplace || accountList.Any(account => account.IsOfCatalog) || pods.Any(pod => pod.Pod.Owner?.Kind == PodOwner.CatalogSourceKind);
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

    /// <summary>
    /// The events tell what the status does not: the cause, and of a pod that carries the copy when it last tried. The status of newer
    /// kubelets gives the cause too (kubernetes 1.32, pkg/kubelet/images/image_manager.go).
    /// </summary>
    private bool NeedsEvents(PodSnapshot pod) => pod.Stuck.Count > 0
        && (pod.Stuck.Any(container => container.Failure == PullFailure.Unknown) || (pod.HeldBack is not null && pod.ImagePullSecrets.Contains(settings.SecretName)));

    private static PodSnapshot WithUnpackRef(PodSnapshot pod, Dictionary<string, string> unpackJobs) =>
        pod.Stuck.Count == 0 ? pod : pod with { UnpackRef = pod.Owner is { Kind: PodOwner.JobKind } job ? unpackJobs.GetValueOrDefault(job.Uid) : null };
}
