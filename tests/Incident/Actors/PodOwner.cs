using k8s.Models;

namespace PostSoftwareHook.Incident;

/// <summary>What actors need to know about pods and their owners.</summary>
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

    /// <summary>The reason why a container or init container waits, if it waits on its image.</summary>
    public static string? ImageTrouble(this V1Pod pod)
    {
        var statuses = (pod.Status?.InitContainerStatuses ?? []).Concat(pod.Status?.ContainerStatuses ?? []);
        return statuses.Select(status => status.State?.Waiting?.Reason).FirstOrDefault(reason => reason is not (null or "PodInitializing" or "ContainerCreating"));
    }

    /// <summary>Deletes precisely this pod, not a later one of its name.</summary>
    public static V1DeleteOptions DeleteThis(this V1Pod pod) => new() { Preconditions = new V1Preconditions { Uid = pod.Metadata.Uid } };
}
