using System.Buffers;
using System.Globalization;
using System.Text.Json;
using PostSoftwareHook.Api;
using PostSoftwareHook.Guards;
using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.Kubernetes;

/// <summary>Converts API objects to the domain's snapshots.</summary>
internal static class ApiObjectParser
{
    /// <summary>The characters allowed in the names of all kinds read here (RFC 1123 subdomains).</summary>
    private static readonly SearchValues<char> NameLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-.");

    private static readonly RegistryFilter Everything = new([new("*")], []);

    /// <summary>The reasons that say only that a pull failed.</summary>
    private static readonly string[] SilentReasons = ["ErrImagePull", "ImagePullBackOff"];

    /// <summary>The reasons that say why (kubelet, pkg/kubelet/images/types.go).</summary>
    private static readonly string[] TellingReasons =
        ["InvalidImageName", "ErrImageNeverPull", "ImageInspectError", "RegistryUnavailable", "SignatureValidationFailed"];

    /// <summary>A namespace without its objects.</summary>
    public static NamespaceSnapshot Namespace(JsonElement ns) => new()
    {
        Name = Name(ns),
        IsTerminating = ns.Text("metadata", "deletionTimestamp") is not null || ns.Text("status", "phase") == "Terminating",
        IsOptedOut = IsOptedOut(ns),
        IsAllowed = ns.Text("metadata", "annotations", OwnershipLabels.AllowAnnotation) == "true",
    };

    /// <summary>A copy of the pull secret with all its entries.</summary>
    public static PullSecret Secret(JsonElement secret) => Secret(secret, Everything);

    /// <summary>A pull secret with the entries that <paramref name="filter"/> accepts.</summary>
    public static PullSecret Secret(JsonElement secret, RegistryFilter filter)
    {
        var result = secret.At("data", DockerConfig.DataKey) switch
        {
            null or { ValueKind: JsonValueKind.Null } => DockerConfigResult.Invalid($"has no {DockerConfig.DataKey}"),
            { } data when data.Base64() is { } content => DockerConfig.Parse(content, filter),
            _ => throw new JsonException("A secret's data is not in base64."),
        };
        return new()
        {
            Id = new(secret.Text("metadata", "namespace") ?? "", Name(secret)),
            Uid = Uid(secret),
            ResourceVersion = ResourceVersion(secret),
            Type = Printable.Clean(secret.Text("type")),
            IsImmutable = secret.At("immutable") is { ValueKind: JsonValueKind.True },
            IsOurs = secret.Text("metadata", "labels", OwnershipLabels.ManagedByLabel) == OwnershipLabels.ManagedBy,
            Origin = Clean(secret.Text("metadata", "annotations", OwnershipLabels.OriginAnnotation)),
            DataChangedAt = ChangedAt(secret, "f:data") ?? CreatedAt(secret),
            Credentials = result.Credentials,
            Problem = result.Problem,
        };
    }

    public static ServiceAccountSnapshot ServiceAccount(JsonElement account) => new()
    {
        Name = Name(account),
        ResourceVersion = ResourceVersion(account),
        ImagePullSecrets = Names(account.Items("imagePullSecrets")),
        LinksChangedAt = ChangedAt(account, "f:imagePullSecrets"),
        IsOptedOut = IsOptedOut(account),
    };

    /// <summary>A pod, with the causes of failed pulls taken from <paramref name="events"/>.</summary>
    public static PodSnapshot Pod(JsonElement pod, ILookup<string, PullEvent> events)
    {
        // OLM sets a catalog as owner of its pod, but not as controller (operator-lifecycle-manager, grpc.go). Other owners that are not the controller create no new pod.
        var owners = pod.Items("metadata", "ownerReferences").ToList();
        var owner = owners.Select(Owner).FirstOrDefault(each => each.IsController).Owner ?? owners.Select(Owner).FirstOrDefault(each => each.Owner.Kind == PodOwner.CatalogSourceKind).Owner;
        return new()
        {
            Name = Name(pod),
            Uid = Uid(pod),
            ServiceAccount = Clean(pod.Text("spec", "serviceAccountName")) ?? "default",
            ImagePullSecrets = Names(pod.Items("spec", "imagePullSecrets")),

            // A mirror pod is owned by its node. Deleting it does not restart the static pod.
            Owner = owner is null or { Kind: "Node" } ? null : owner,
            Node = Clean(pod.Text("spec", "nodeName")),
            Images = [.. pod.Items("spec", "initContainers").Concat(pod.Items("spec", "containers")).Select(container => Clean(container.Text("image"))).OfType<string>().Distinct()],
            CreatedAt = CreatedAt(pod),
            IsTerminating = pod.Text("metadata", "deletionTimestamp") is not null,
            IsReadyOrCompleted = pod.Text("status", "phase") == "Succeeded" || IsReady(pod),
            IsStarting = pod.Text("status", "phase") is null or "Pending",
            NotReadyBecause = NotReadyBecause(pod),
            IsUpdatePoll = pod.Text("metadata", "labels", "olm.catalogSource") == "" && pod.Text("metadata", "labels", "catalogsource.operators.coreos.com/update") is not null,
            UnpackRef = Clean(pod.Text("metadata", "labels", PodSnapshot.UnpackRefLabel)),
            Stuck = [.. Waiting(pod).Select(status => Stuck(pod, status, events[Uid(pod)]))],
        };
    }

    /// <summary>Whether a container of <paramref name="pod"/> waits for its image.</summary>
    public static bool IsStuck(JsonElement pod) => Waiting(pod).Any();

    /// <summary>Whether <paramref name="item"/> is owned by a CatalogSource.</summary>
    public static bool IsOfCatalog(JsonElement item) => item.Items("metadata", "ownerReferences").Any(owner => owner.Text("kind") == PodOwner.CatalogSourceKind);

    /// <summary>The UID of a Job, and the bundle that it unpacks.</summary>
    public static (string Uid, string UnpackRef) UnpackJob(JsonElement job) => (Uid(job), UnpackRef(job));

    /// <summary>
    /// A Job that failed to unpack a bundle, as the pod that it had: once its time is up, Kubernetes deletes the pods (kubernetes,
    /// pkg/controller/job). The image is that of the bundle, which the init container <c>pull</c> runs (operator-lifecycle-manager,
    /// pkg/controller/bundle/bundle_unpacker.go). Null for a Job that did not fail.
    /// </summary>
    public static PodSnapshot? FailedUnpackJob(JsonElement job)
    {
        if (Condition(job, "Failed") is not { } failed || failed.Text("status") != "True" || job.Text("metadata", "deletionTimestamp") is not null)
        {
            return null;
        }

        const string Template = "template";
        var image = job.Items("spec", Template, "spec", "initContainers").Where(container => container.Text("name") == "pull").Concat(job.Items("spec", Template, "spec", "containers"))
            .Select(container => Clean(container.Text("image"))).FirstOrDefault() ?? "";
        return new()
        {
            Name = Name(job),
            Uid = Uid(job),
            ServiceAccount = Clean(job.Text("spec", Template, "spec", "serviceAccountName")) ?? "default",
            ImagePullSecrets = Names(job.Items("spec", Template, "spec", "imagePullSecrets")),
            Owner = new(PodOwner.JobKind, Name(job), Uid(job)),
            UnpackRef = UnpackRef(job),
            CreatedAt = CreatedAt(job),
            IsGone = true,
            Images = [image],
            Stuck = [new("pull", image, Printable.Clean(failed.Text("reason")), Printable.Clean(failed.Text("message")), PullFailure.Unknown, null)],
        };
    }

    private static string UnpackRef(JsonElement job) => Printable.Clean(job.Text("metadata", "labels", PodSnapshot.UnpackRefLabel));

    /// <summary>An event about a failed pull.</summary>
    public static PullEvent Event(JsonElement e) => new(
        e.Text("involvedObject", "uid") ?? "",
        e.Text("involvedObject", "fieldPath") ?? "",
        e.Text("message") ?? "",
        Time(e.Text("lastTimestamp")) ?? Time(e.Text("series", "lastObservedTime")) ?? Time(e.Text("eventTime")) ?? Time(e.Text("firstTimestamp")) ?? DateTimeOffset.MinValue);

    public static CatalogSourceSnapshot CatalogSource(JsonElement catalog) => new(
        Name(catalog),
        Uid(catalog),
        catalog.Text("status", "connectionState", "lastObservedState") is { } state ? Printable.Clean(state) : null);

    /// <summary>Whether a node or pod is Ready.</summary>
    public static bool IsReady(JsonElement item) => item.Items("status", "conditions").Any(condition => condition.Text("type") == "Ready" && condition.Text("status") == "True");

    /// <summary>The OpenShift version: the latest one completely installed, or else the one being installed.</summary>
    public static string? Version(JsonElement clusterVersion) =>
        Clean(clusterVersion.Items("status", "history").Where(entry => entry.Text("state") == "Completed").Select(entry => entry.Text("version")).FirstOrDefault()
            ?? clusterVersion.Text("status", "desired", "version"));

    /// <summary><paramref name="cluster"/> with the infrastructure name, which the installer generates, and the place of its control plane.</summary>
    public static ClusterInfo Infrastructure(ClusterInfo cluster, JsonElement infrastructure) => cluster with
    {
        Infrastructure = Clean(infrastructure.Text("status", "infrastructureName")),
        IsHosted = infrastructure.Text("status", "controlPlaneTopology") == "External",
    };

    public static string? KubernetesVersion(JsonElement version) => Clean(version.Text("gitVersion"));

    private static IEnumerable<JsonElement> ContainerStatuses(JsonElement pod) =>
        pod.Items("status", "initContainerStatuses").Concat(pod.Items("status", "containerStatuses"));

    private static IEnumerable<JsonElement> Waiting(JsonElement pod) =>
        ContainerStatuses(pod).Where(status => status.Text("state", "waiting", "reason") is { } reason && IsOfPull(reason));

    private static bool IsOfPull(string reason) => SilentReasons.Contains(reason) || TellingReasons.Contains(reason) || PullSecretErrorParser.IsUnreadable(reason);

    /// <summary>
    /// The waiting reason of a container is more specific than the pod's conditions, which only list unready containers.
    /// ContainerCreating and PodInitializing are normal during a start (kubelet, kubelet_pods.go).
    /// </summary>
    private static string? NotReadyBecause(JsonElement pod)
    {
        var waiting = ContainerStatuses(pod).Select(status => status.At("state", "waiting")).OfType<JsonElement>()
            .Where(state => state.Text("reason") is { } reason && reason is not ("ContainerCreating" or "PodInitializing") && !IsOfPull(reason))
            .Select(state => Because(state.Text("reason")!, state.Text("message"))).FirstOrDefault();
        return waiting ?? (Condition(pod, "PodScheduled") is { } scheduled && scheduled.Text("status") == "False"
            ? Because(scheduled.Text("reason") ?? "Unschedulable", scheduled.Text("message"))
            : null);
    }

    private static string Because(string reason, string? message) => Printable.Clean(string.IsNullOrEmpty(message) ? reason : $"{reason}: {message}");

    private static StuckContainer Stuck(JsonElement pod, JsonElement status, IEnumerable<PullEvent> events)
    {
        var name = status.Text("name") ?? "";
        var image = SpecImage(pod, name) ?? status.Text("image") ?? "";
        var reason = status.Text("state", "waiting", "reason")!;
        var told = PullSecretErrorParser.IsUnreadable(reason) ? reason : status.Text("state", "waiting", "message") ?? "";
        var failed = events.Where(e => e.IsAbout(name, image) && PullErrorParser.Classify(e.Message, image) != PullFailure.Unknown).MaxBy(e => e.Time);
        var error = PullErrorParser.Parse(told, image);
        if (error.Failure == PullFailure.Unknown && failed is not null)
        {
            told = failed.Message;
            error = PullErrorParser.Parse(told, image);
        }

        return new(
            Printable.Clean(name),
            Printable.Clean(image),
            Printable.Clean(reason),
            Printable.Clean(PullErrorParser.Shorten(told)),
            error.Failure == PullFailure.Unknown && TellingReasons.Contains(reason) ? PullFailure.Other : error.Failure,
            failed?.Time)
        {
            Mirrors = [.. error.Mirrors.Select(Printable.Clean)],
            IsAnonymousRateLimit = error.IsAnonymousRateLimit,
        };
    }

    private static string? SpecImage(JsonElement pod, string container) =>
        pod.Items("spec", "initContainers").Concat(pod.Items("spec", "containers"))
            .Where(c => c.Text("name") == container).Select(c => c.Text("image")).FirstOrDefault();

    private static string? Clean(string? text) => text is null ? null : Printable.Clean(text);

    private static (PodOwner Owner, bool IsController) Owner(JsonElement reference) => (
        new(Printable.Clean(reference.Text("kind")), Printable.Clean(reference.Text("name")), reference.Text("uid") ?? ""),
        reference.At("controller") is { ValueKind: JsonValueKind.True });

    /// <summary>The name of an object.</summary>
    /// <exception cref="JsonException">It has none, or one that Kubernetes doesn't allow.</exception>
    public static string Name(JsonElement item) =>
        item.Text("metadata", "name") is { Length: > 0 } name && !name.AsSpan().ContainsAnyExcept(NameLetters) ? name : throw new JsonException("An object has no name, or one that Kubernetes doesn't allow.");

    private static string Uid(JsonElement item) => item.Text("metadata", "uid") ?? "";

    private static string ResourceVersion(JsonElement item) => item.Text("metadata", "resourceVersion") ?? "";

    private static bool IsOptedOut(JsonElement item) => item.Text("metadata", "annotations", OwnershipLabels.OptOutAnnotation) == "true";

    /// <summary>The names in a list of references.</summary>
    public static List<string> Names(IEnumerable<JsonElement> references) =>
        [.. references.Select(reference => reference.Text("name")).OfType<string>().Where(name => name.Length > 0)];

    private static DateTimeOffset CreatedAt(JsonElement item) => Time(item.Text("metadata", "creationTimestamp")) ?? DateTimeOffset.MinValue;

    /// <summary>When a field was last written, according to managedFields.</summary>
    private static DateTimeOffset? ChangedAt(JsonElement item, string field) =>
        item.Items("metadata", "managedFields").Where(entry => entry.At("fieldsV1", field) is not null).Select(entry => Time(entry.Text("time"))).Max();

    private static DateTimeOffset? Time(string? time) =>
        DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var value) ? value : null;

    /// <summary>The status condition of type <paramref name="type"/>, or null.</summary>
    public static JsonElement? Condition(JsonElement item, string type) =>
        item.Items("status", "conditions").Where(condition => condition.Text("type") == type).Select(condition => (JsonElement?)condition).FirstOrDefault();
}
