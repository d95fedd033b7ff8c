using k8s;
using k8s.Models;

namespace PostSoftwareHook.Incident;

public sealed partial class SnoIncident
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The pods of the incident's namespaces, read from the API server.</summary>
    public async Task<IReadOnlyList<V1Pod>> PodsAsync(CancellationToken cancellationToken = default)
    {
        var pods = await ControlPlane.Client.CoreV1.ListPodForAllNamespacesAsync(cancellationToken: cancellationToken);
        return [.. pods.Items.OrderBy(pod => pod.Metadata.NamespaceProperty).ThenBy(pod => pod.Metadata.Name)];
    }

    /// <summary>The pods of one owner (a ReplicaSet or a catalog), including update poll pods.</summary>
    public async Task<IReadOnlyList<V1Pod>> PodsOfAsync(string owner, CancellationToken cancellationToken = default) =>
        [.. (await PodsAsync(cancellationToken)).Where(pod => pod.Metadata.OwnerReferences?.Any(each => each.Name == owner) ?? false)];

    /// <summary>The pods whose images can't be pulled.</summary>
    public async Task<IReadOnlyList<V1Pod>> StuckAsync(CancellationToken cancellationToken = default) =>
        [.. (await PodsAsync(cancellationToken)).Where(pod => !pod.IsLeaving() && pod.ImageTrouble() is not null)];

    /// <summary>Waits until no actor has anything left to do: every owner has its pods, each runs or shows for good why it does not, and the catalogs say so.</summary>
    public Task WaitUntilSettledAsync(TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        WaitAsync(IsSettled, () => "not settled: " + string.Join(", ", Unsettled()), timeout ?? Patience, cancellationToken);

    public Task WaitUntilReadyAsync(IEnumerable<string> owners, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        var awaited = owners.ToList();
        return WaitAsync(() => !Late().Any(), () => "not ready: " + string.Join(", ", Late()), timeout ?? Patience, cancellationToken);

        IEnumerable<string> Late() => awaited.Where(owner =>
            Playing.Informers.Pods.All.Where(pod => pod.Metadata.OwnerReferences?.Any(each => each.Name == owner) ?? false).ToList()
                is not { Count: > 0 } pods || !pods.TrueForAll(pod => pod.IsReady()));
    }

    /// <summary>Whether RHACM's agent is deployed.</summary>
    internal bool AgentIsDeployed => _company?.Informers.ReplicaSets.Find(AgentNamespace, Names.Klusterlet) is not null;

    /// <summary>Whether the pods of RHACM's operator and agent run.</summary>
    internal bool AgentRuns => _company?.Informers.Pods.All
        .Where(pod => pod.Metadata.NamespaceProperty == AgentNamespace && pod.IsReady())
        .SelectMany(pod => pod.Metadata.OwnerReferences ?? [])
        .Select(owner => owner.Name)
        .Distinct()
        .Count(owner => owner is Names.Klusterlet or Names.KlusterletAgent or Names.KlusterletRegistrationAgent) == 2;

    private static async Task WaitAsync(Func<bool> holds, Func<string> problem, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var deadline = DateTime.UtcNow + timeout;
        while (!holds())
        {
            if (DateTime.UtcNow > deadline)
            {
                throw new TimeoutException(problem());
            }

            await Task.Delay(20, cancellationToken);
        }
    }

    private bool IsSettled() => !Unsettled().Any();

    private IEnumerable<string> Unsettled()
    {
        var pods = Playing.Informers.Pods.All;
        return pods
            .Where(pod => pod.IsLeaving() || !(pod.IsReady() || pod.Status?.Phase == "Succeeded" || pod.ImageTrouble() is not (null or "ErrImagePull")))
            .Select(pod => $"pod {pod.Metadata.Name}")
            .Concat(Playing.Informers.ReplicaSets.All
                .Where(set => set.Spec.Replicas > 0 && !pods.Any(pod => pod.IsOwnedBy(set.Metadata.Uid)))
                .Select(set => $"replicaset {set.Metadata.Name}"))
            .Concat(Options.UnpacksBundle && !IsUnpacking(pods) ? ["unpack job"] : [])
            .Concat(Playing.KlusterletOperator is { IsDone: false } ? ["klusterlet operator"] : [])
            .Concat(Playing.Subscriptions is { } subscriptions && !subscriptions.AreSettled(IsUnpacking(pods)) ? ["subscription"] : [])
            .Concat(Playing.Catalogd is { HasTried: false } ? ["catalogd"] : [])
            .Concat((Playing.Informers.CatalogSources?.All ?? [])
                .Where(catalog => CatalogPods.Image(catalog) is not null && !IsSettledCatalog(catalog, pods))
                .Select(catalog => $"catalog {catalog.Metadata.Name}"));
    }

    private static bool IsUnpacking(IEnumerable<V1Pod> pods) => pods.Any(pod => pod.Metadata.OwnerReferences?.Any(owner => owner.Name == Names.UnpackJob) ?? false);

    private bool IsSettledCatalog(CustomResource catalog, IReadOnlyCollection<V1Pod> pods)
    {
        var own = pods.Where(pod => pod.IsOwnedBy(catalog.Metadata.Uid)).ToList();
        var state = catalog.Status?["connectionState"]?["lastObservedState"]?.GetValue<string>();
        var serving = own.Find(pod => !CatalogPods.IsUpdatePoll(pod));
        return serving is not null
            && (!CatalogPods.Polls(catalog) || own.Exists(CatalogPods.IsUpdatePoll))
            && state == (Options.Olm.FrozenState ?? (serving.IsReady() ? "READY" : "TRANSIENT_FAILURE"));
    }
}
