using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using k8s;
using k8s.Models;

namespace PostSoftwareHook.Incident;

/// <summary>
/// How OLM resolves the Subscriptions of a namespace (operator-lifecycle-manager v0.38 pkg/controller/operators/catalog/operator.go,
/// syncResolvingNamespace): when a Subscription, its OperatorGroup or a catalog's readiness changes, every few seconds while a bundle is
/// being unpacked, and at long intervals. It watches no Job. A failed Job stays, and a Subscription keeps both its conditions until the
/// bundle is unpacked. Only an OperatorGroup with <see cref="RetryAnnotation"/> makes it try again beside the failed Job.
/// </summary>
internal sealed partial class Subscriptions(IKubernetes client, Informers informers, OlmOptions olm, SubscriptionOptions options) : Actor("subscriptions")
{
    public const string RetryAnnotation = "operatorframework.io/bundle-unpack-min-retry-interval";

    private readonly Informer<CustomResource> _subscriptions = Informers.Custom(client, CustomKind.Subscription);
    private readonly Informer<CustomResource> _groups = Informers.Custom(client, CustomKind.OperatorGroup);
    private readonly CustomResources _resources = new(client, CustomKind.Subscription);
    private readonly ConcurrentDictionary<string, Resolution> _resolutions = [];
    private volatile HashSet<string> _ready = [];

    public IEnumerable<IInformer> Watches => [_subscriptions, _groups];

    /// <summary>Whether every Subscription says what became of its bundle, or has a Job with a pod, and nothing is to be resolved again.</summary>
    public bool AreSettled(bool hasPod) => ReadyCatalogs().IsSubsetOf(_ready)
        && _subscriptions.All.All(each => !HasChanged(each) && (hasPod || each.State() is not null || each.Has(SubscriptionConditions.UnpackFailed)));

    protected override async Task ReconcileAsync(CancellationToken cancellationToken)
    {
        var ready = ReadyCatalogs();
        var catalogsChanged = !ready.IsSubsetOf(_ready);
        await ForEachAsync(
            _subscriptions.All.Where(each => each.Metadata.DeletionTimestamp is null && (catalogsChanged || IsDue(each))),
            subscription => ResolveAsync(subscription, cancellationToken));
        _ready = ready;
    }

    private static bool IsReady(CustomResource catalog) => catalog.Status?["connectionState"]?["lastObservedState"]?.GetValue<string>() == "READY";

    private HashSet<string> ReadyCatalogs() => [.. informers.CatalogSources!.All.Where(IsReady).Select(catalog => catalog.Metadata.Uid)];

    private bool IsDue(CustomResource subscription) =>
        HasChanged(subscription) || (_resolutions[subscription.Metadata.Uid] is var last && (last.IsUnpacking || DateTime.UtcNow - last.At > options.ResolvesEvery));

    private bool HasChanged(CustomResource subscription) =>
        !_resolutions.TryGetValue(subscription.Metadata.Uid, out var last)
        || last.Version != subscription.Metadata.ResourceVersion
        || last.GroupVersion != GroupOf(subscription)?.Metadata.ResourceVersion;

    private CustomResource? GroupOf(CustomResource subscription) =>
        _groups.All.FirstOrDefault(group => group.Metadata.NamespaceProperty == subscription.Metadata.NamespaceProperty);

    private async Task ResolveAsync(CustomResource subscription, CancellationToken cancellationToken)
    {
        var group = GroupOf(subscription);
        var isUnpacking = subscription.State() != SubscriptionConditions.UpToDate && await UnpackAsync(subscription, group, cancellationToken);
        _resolutions[subscription.Metadata.Uid] = new(subscription.Metadata.ResourceVersion, group?.Metadata.ResourceVersion, DateTime.UtcNow, isUnpacking);
    }

    /// <summary>Whether a Job is at work.</summary>
    private async Task<bool> UnpackAsync(CustomResource subscription, CustomResource? group, CancellationToken cancellationToken)
    {
        switch (await EnsureJobAsync(RetryInterval(group), cancellationToken))
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
    private async Task<V1Job> EnsureJobAsync(TimeSpan? retryInterval, CancellationToken cancellationToken)
    {
        var jobs = await client.BatchV1.ListNamespacedJobAsync(UnpackJob.Namespace, labelSelector: $"{UnpackJob.RefLabel}={Names.UnpackJob}", cancellationToken: cancellationToken);
        var job = jobs.Items.OrderBy(each => each.Failed() is not null).ThenByDescending(each => each.Metadata.CreationTimestamp).FirstOrDefault();
        var fresh = UnpackJob.New(olm, options.Deadline);
        if (job?.Failed() is { } failed && DateTime.UtcNow > failed.LastTransitionTime + retryInterval)
        {
            fresh.Metadata.Name = $"{fresh.Metadata.Name[..^5]}{Planted.RandomText(5).ToLowerInvariant()}";
            job = null;
        }

        return job ?? await UnpackJob.CreateAsync(client, fresh, cancellationToken);
    }

    /// <summary>The annotation's value, in minutes and seconds as Go writes a duration. Null if OLM does not try again.</summary>
    private static TimeSpan? RetryInterval(CustomResource? group)
    {
        string? text = null;
        group?.Metadata.Annotations?.TryGetValue(RetryAnnotation, out text);
        return GoDuration().Match(text ?? "") is { Success: true, Length: > 0 } match
            ? new TimeSpan(0, Number(match.Groups["minutes"]), Number(match.Groups["seconds"]))
            : null;

        static int Number(Group part) => part.Success ? int.Parse(part.Value, CultureInfo.InvariantCulture) : 0;
    }

    [GeneratedRegex("^((?<minutes>[0-9]+)m)?((?<seconds>[0-9]+)s)?$")]
    private static partial Regex GoDuration();

    private Task SetAsync(CustomResource subscription, JsonObject condition, CancellationToken cancellationToken) =>
        subscription.Says(condition) ? Task.CompletedTask : WriteAsync(subscription, SubscriptionConditions.With(subscription, condition), cancellationToken);

    private async Task WriteAsync(CustomResource subscription, JsonObject status, CancellationToken cancellationToken) =>
        _subscriptions.Observe(await _resources.MergeStatusAsync(subscription.Metadata.NamespaceProperty, subscription.Metadata.Name, status, cancellationToken));

    /// <summary>When a Subscription was last resolved, in which version and with which OperatorGroup, and whether a Job was at work.</summary>
    private sealed record Resolution(string Version, string? GroupVersion, DateTime At, bool IsUnpacking);
}
