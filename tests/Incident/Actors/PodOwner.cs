using k8s.Models;

namespace PostSoftwareHook.Incident;

/// <summary>Facts about pods and their owners that the actors need.</summary>
internal static class PodOwner
{
    public static V1OwnerReference Reference(string apiVersion, string kind, V1ObjectMeta owner, bool controller = true) => new()
    {
        ApiVersion = apiVersion,
        Kind = kind,
        Name = owner.Name,
        Uid = owner.Uid,
        Controller = controller,
        BlockOwnerDeletion = controller ? true : null,
    };

    public static bool IsOwnedBy(this V1Pod pod, string uid) => pod.Metadata.OwnerReferences?.Any(owner => owner.Uid == uid) ?? false;

    public static bool IsLeaving(this V1Pod pod) => pod.Metadata.DeletionTimestamp is not null;

    public static bool IsReady(this V1Pod pod) =>
        pod.Status?.Conditions?.Any(condition => condition is { Type: "Ready", Status: "True" }) ?? false;

    /// <summary>Waiting reason of a container or init container whose image can't be pulled.</summary>
    public static string? ImageTrouble(this V1Pod pod)
    {
        var statuses = (pod.Status?.InitContainerStatuses ?? []).Concat(pod.Status?.ContainerStatuses ?? []);
        return statuses.Select(status => status.State?.Waiting?.Reason).FirstOrDefault(reason => reason is not (null or "PodInitializing" or "ContainerCreating"));
    }

    /// <summary>Deletes this pod only, not a later one with the same name.</summary>
    public static V1DeleteOptions DeleteThis(this V1Pod pod) => new() { Preconditions = new V1Preconditions { Uid = pod.Metadata.Uid } };
}
