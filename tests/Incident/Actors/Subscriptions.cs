using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using k8s;
using k8s.Models;

namespace PostSoftwareHook.Incident;

/// <summary>
/// How OLM resolves the Subscriptions of a namespace (operator-lifecycle-manager v0.38 pkg/controller/operators/catalog/operator.go,
/// syncResolvingNamespace): when a Subscription or a catalog's readiness changes, every few seconds while a bundle is being unpacked, and
/// at long intervals. It watches no Job. A failed Job stays, and a Subscription keeps both its conditions until the bundle is unpacked.
/// </summary>
internal sealed class Subscriptions(IKubernetes client, Informers informers, Informer<CustomResource> subscriptions, OlmOptions olm, SubscriptionOptions options)
    : Actor("subscriptions")
{
    private readonly CustomResources _resources = new(client, CustomKind.Subscription);
    private readonly ConcurrentDictionary<string, Resolution> _resolutions = [];
    private HashSet<string> _ready = [];

    protected override async Task ReconcileAsync(CancellationToken cancellationToken)
    {
        var ready = informers.CatalogSources!.All.Where(IsReady).Select(catalog => catalog.Metadata.Uid).ToHashSet();
        var catalogsChanged = !ready.IsSubsetOf(_ready);
        await ForEachAsync(
            subscriptions.All.Where(each => each.Metadata.DeletionTimestamp is null && (catalogsChanged || IsDue(each))),
            subscription => ResolveAsync(subscription, cancellationToken));
        _ready = ready;
    }

    private static bool IsReady(CustomResource catalog) => catalog.Status?["connectionState"]?["lastObservedState"]?.GetValue<string>() == "READY";

    private bool IsDue(CustomResource subscription) =>
        !_resolutions.TryGetValue(subscription.Metadata.Uid, out var last)
        || last.IsUnpacking
        || last.Version != subscription.Metadata.ResourceVersion
        || DateTime.UtcNow - last.At > options.ResolvesEvery;

    private async Task ResolveAsync(CustomResource subscription, CancellationToken cancellationToken)
    {
        var isUnpacking = subscription.State() != SubscriptionConditions.UpToDate && await UnpackAsync(subscription, cancellationToken);
        _resolutions[subscription.Metadata.Uid] = new(subscription.Metadata.ResourceVersion, DateTime.UtcNow, isUnpacking);
    }

    /// <summary>Whether a Job is at work.</summary>
    private async Task<bool> UnpackAsync(CustomResource subscription, CancellationToken cancellationToken)
    {
        switch (await EnsureJobAsync(cancellationToken))
        {
            case { } job when job.Failed() is { } failed:
                await SetAsync(subscription, SubscriptionConditions.FailedBecause(failed.Reason, failed.Message), cancellationToken);
                return false;
            case { } job when job.IsComplete():
                await WriteAsync(subscription, SubscriptionConditions.Installed(subscription), cancellationToken);
                return false;
            default:
                await SetAsync(subscription, SubscriptionConditions.InProgress(), cancellationToken);
                return true;
        }
    }

    /// <summary>The newest Job that has not failed, or else the newest (bundle_unpacker.go, ensureJob and sortUnpackJobs).</summary>
    private async Task<V1Job> EnsureJobAsync(CancellationToken cancellationToken)
    {
        var jobs = await client.BatchV1.ListNamespacedJobAsync(UnpackJob.Namespace, labelSelector: $"{UnpackJob.RefLabel}={Names.UnpackJob}", cancellationToken: cancellationToken);
        return jobs.Items.OrderBy(job => job.Failed() is not null).ThenByDescending(job => job.Metadata.CreationTimestamp).FirstOrDefault()
            ?? await UnpackJob.CreateAsync(client, UnpackJob.New(olm, options.Deadline), cancellationToken);
    }

    private Task SetAsync(CustomResource subscription, JsonObject condition, CancellationToken cancellationToken) =>
        subscription.Says(condition) ? Task.CompletedTask : WriteAsync(subscription, SubscriptionConditions.With(subscription, condition), cancellationToken);

    private async Task WriteAsync(CustomResource subscription, JsonObject status, CancellationToken cancellationToken) =>
        subscriptions.Observe(await _resources.MergeStatusAsync(subscription.Metadata.NamespaceProperty, subscription.Metadata.Name, status, cancellationToken));

    /// <summary>When a Subscription was last resolved, in which version, and whether a Job was at work.</summary>
    private sealed record Resolution(string Version, DateTime At, bool IsUnpacking);
}
