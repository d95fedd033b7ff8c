using System.Text.Json;
using k8s.Models;
using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.Cluster;

/// <summary>Turns API objects into what the domain knows of them.</summary>
internal static class ObjectReader
{
    private static readonly RegistryFilter Everything = new([new("*")], []);

    private static readonly string[] PullReasons =
        ["ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull", "ImageInspectError", "RegistryUnavailable", "SignatureValidationFailed"];

    /// <summary>A copy of the pull secret, with everything it holds.</summary>
    public static PullSecret Secret(V1Secret secret) => Secret(secret, Everything);

    /// <summary>A pull secret, with what <paramref name="filter"/> lets through.</summary>
    public static PullSecret Secret(V1Secret secret, RegistryFilter filter)
    {
        var content = secret.Data is { } data && data.TryGetValue(DockerConfig.DataKey, out var bytes) ? bytes : null;
        var result = content is null ? DockerConfigResult.Wrong($"has no {DockerConfig.DataKey}") : DockerConfig.Parse(content, filter);
        return new()
        {
            Id = new(secret.Namespace(), secret.Name()),
            Uid = secret.Uid(),
            ResourceVersion = secret.ResourceVersion(),
            Type = secret.Type ?? "",
            IsImmutable = secret.Immutable == true,
            IsOurs = secret.GetLabel(Marks.ManagedByLabel) == Marks.ManagedBy,
            Origin = secret.GetAnnotation(Marks.OriginAnnotation),
            DataChangedAt = ChangedAt(secret.Metadata, "f:data") ?? Time(secret.CreationTimestamp()) ?? DateTimeOffset.MinValue,
            Credentials = result.Credentials,
            Problem = result.Problem,
        };
    }

    /// <summary>A serviceaccount.</summary>
    public static ServiceAccountSnapshot ServiceAccount(V1ServiceAccount account) => new()
    {
        Name = account.Name(),
        ResourceVersion = account.ResourceVersion(),
        ImagePullSecrets = Names(account.ImagePullSecrets),
        LinksChangedAt = ChangedAt(account.Metadata, "f:imagePullSecrets"),
        IsOptedOut = account.GetAnnotation(Marks.OptOutAnnotation) == "true",
    };

    /// <summary>A pod, with the reasons that <paramref name="events"/> give for its failed pulls.</summary>
    public static PodSnapshot Pod(V1Pod pod, ILookup<string, Corev1Event> events)
    {
        // OLM's own reference to a catalog's pod is no controller's (operator-lifecycle-manager, grpc.go); another owner that isn't the controller makes no new pod.
        var owner = pod.GetController() ?? pod.OwnerReferences()?.FirstOrDefault(reference => reference.Kind == "CatalogSource");
        return new()
        {
            Name = pod.Name(),
            Uid = pod.Uid(),
            ServiceAccount = pod.Spec?.ServiceAccountName ?? "default",
            ImagePullSecrets = Names(pod.Spec?.ImagePullSecrets),

            // A static pod's mirror is owned by its node, which doesn't start the pod anew when the mirror is deleted.
            Owner = owner is null or { Kind: "Node" } ? null : new(owner.Kind, owner.Name, owner.Uid),
            CreatedAt = Time(pod.CreationTimestamp()) ?? DateTimeOffset.MinValue,
            IsTerminating = pod.DeletionTimestamp() is not null,
            IsWell = pod.Status?.Phase == "Succeeded"
                || (pod.Status?.Conditions?.Any(condition => condition is { Type: "Ready", Status: "True" }) ?? false),
            IsStarting = pod.Status?.Phase is null or "Pending",
            IsUpdatePoll = pod.GetLabel("olm.catalogSource") == "" && pod.GetLabel("catalogsource.operators.coreos.com/update") is not null,
            Stuck = [.. Waiting(pod).Select(status => Stuck(pod, status, events[pod.Uid()]))],
        };
    }

    /// <summary>Whether some container of <paramref name="pod"/> waits for its image.</summary>
    public static bool IsStuck(V1Pod pod) => Waiting(pod).Any();

    /// <summary>A catalog source.</summary>
    public static CatalogSourceSnapshot CatalogSource(JsonElement catalog) => new(
        catalog.Text("metadata", "name") ?? "",
        catalog.Text("metadata", "uid") ?? "",
        catalog.Text("status", "connectionState", "lastObservedState") is { } state ? Printable.Clean(state) : null);

    /// <summary>A machine config pool.</summary>
    public static MachineConfigPoolSnapshot MachineConfigPool(JsonElement pool)
    {
        var degraded = Condition(pool, "Degraded");
        return new(
            pool.Text("metadata", "name") ?? "",
            pool.At("spec", "paused") is { ValueKind: JsonValueKind.True },
            Condition(pool, "Updating") is { } updating && updating.Text("status") == "True",
            degraded is { } && degraded.Value.Text("status") == "True",
            Printable.Clean(degraded?.Text("message")));
    }

    /// <summary>Whether a node is Ready.</summary>
    public static bool IsReady(V1Node node) => node.Status?.Conditions?.Any(condition => condition is { Type: "Ready", Status: "True" }) ?? false;

    /// <summary>OpenShift's version: the newest that was completely installed, or else the one that is being installed.</summary>
    public static string? Version(JsonElement clusterVersion) =>
        clusterVersion.Items("status", "history").Where(entry => entry.Text("state") == "Completed").Select(entry => entry.Text("version")).FirstOrDefault()
        ?? clusterVersion.Text("status", "desired", "version");

    private static IEnumerable<V1ContainerStatus> Waiting(V1Pod pod) =>
        (pod.Status?.InitContainerStatuses ?? []).Concat(pod.Status?.ContainerStatuses ?? [])
            .Where(status => PullReasons.Contains(status.State?.Waiting?.Reason));

    private static StuckContainer Stuck(V1Pod pod, V1ContainerStatus status, IEnumerable<Corev1Event> events)
    {
        var image = SpecImage(pod, status.Name) ?? status.Image ?? "";
        var failed = events.Where(e => IsAbout(e, status.Name, image) && PullFailureText.Classify(e.Message ?? "", image) != PullFailure.Unknown).MaxBy(TimeOf);
        var statusFailure = PullFailureText.Classify(status.State.Waiting.Message ?? "", image);
        var message = statusFailure != PullFailure.Unknown || failed is null ? status.State.Waiting.Message : failed.Message;
        return new(
            status.Name,
            Printable.Clean(image),
            status.State.Waiting.Reason,
            Printable.Clean(PullFailureText.Shorten(message ?? "")),
            statusFailure != PullFailure.Unknown || failed is null ? statusFailure : PullFailureText.Classify(failed.Message ?? "", image),
            failed is null ? null : TimeOf(failed));
    }

    /// <summary>The kubelet names the container in fieldPath (<c>spec.containers{name}</c>) and the image in the message.</summary>
    private static bool IsAbout(Corev1Event e, string container, string image) =>
        e.InvolvedObject?.FieldPath is { Length: > 0 } path
            ? path.EndsWith($"{{{container}}}", StringComparison.Ordinal) && e.Message?.Contains("pull image", StringComparison.OrdinalIgnoreCase) == true
            : e.Message?.Contains(image, StringComparison.Ordinal) == true;

    private static string? SpecImage(V1Pod pod, string container) =>
        (pod.Spec?.InitContainers ?? []).Concat(pod.Spec?.Containers ?? []).FirstOrDefault(c => c.Name == container)?.Image;

    private static DateTimeOffset TimeOf(Corev1Event e) =>
        Time(e.LastTimestamp) ?? Time(e.Series?.LastObservedTime) ?? Time(e.EventTime) ?? Time(e.FirstTimestamp) ?? DateTimeOffset.MinValue;

    private static List<string> Names(IList<V1LocalObjectReference>? references) =>
        [.. (references ?? []).Select(reference => reference.Name).Where(name => !string.IsNullOrEmpty(name))];

    /// <summary>When a field was last written, by the server's own record of field managers.</summary>
    private static DateTimeOffset? ChangedAt(V1ObjectMeta metadata, string field) =>
        (metadata.ManagedFields ?? [])
            .Where(entry => entry.FieldsV1 is JsonElement { ValueKind: JsonValueKind.Object } fields && fields.TryGetProperty(field, out _))
            .Select(entry => Time(entry.Time)).Max();

    private static DateTimeOffset? Time(DateTime? time) =>
        time is { } value ? new DateTimeOffset(DateTime.SpecifyKind(value, DateTimeKind.Utc)) : null;

    /// <summary>The condition of that type in the status of <paramref name="item"/>, or null.</summary>
    public static JsonElement? Condition(JsonElement item, string type) =>
        item.Items("status", "conditions").Where(condition => condition.Text("type") == type).Select(condition => (JsonElement?)condition).FirstOrDefault();
}
