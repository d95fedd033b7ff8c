using System.Text.Json.Nodes;
using k8s;
using k8s.Models;

namespace PostSoftwareHook.Incident;

/// <summary>Reads and writes the objects of one kind.</summary>
public sealed class CustomResources(IKubernetes client, CustomKind kind)
{
    public Task<CustomResourceList> ListAsync(CancellationToken cancellationToken = default) =>
        client.CustomObjects.ListClusterCustomObjectAsync<CustomResourceList>(kind.Group, kind.Version, kind.Plural, cancellationToken: cancellationToken);

    public Task<CustomResource> ReadAsync(string? @namespace, string name, CancellationToken cancellationToken = default) => kind.Namespaced
        ? client.CustomObjects.GetNamespacedCustomObjectAsync<CustomResource>(kind.Group, kind.Version, @namespace, kind.Plural, name, cancellationToken)
        : client.CustomObjects.GetClusterCustomObjectAsync<CustomResource>(kind.Group, kind.Version, kind.Plural, name, cancellationToken);

    /// <summary>Creates the object and then writes its status through the status subresource.</summary>
    public async Task<CustomResource> CreateAsync(CustomResource resource, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(resource);
        var created = kind.Namespaced
            ? await client.CustomObjects.CreateNamespacedCustomObjectAsync<CustomResource>(resource, kind.Group, kind.Version, resource.Metadata.NamespaceProperty, kind.Plural, cancellationToken: cancellationToken)
            : await client.CustomObjects.CreateClusterCustomObjectAsync<CustomResource>(resource, kind.Group, kind.Version, kind.Plural, cancellationToken: cancellationToken);
        return resource.Status is null
            ? created
            : await MergeStatusAsync(resource.Metadata.NamespaceProperty, resource.Metadata.Name, resource.Status, cancellationToken);
    }

    public Task DeleteAsync(string? @namespace, string name, CancellationToken cancellationToken = default) => kind.Namespaced
        ? client.CustomObjects.DeleteNamespacedCustomObjectAsync(kind.Group, kind.Version, @namespace, kind.Plural, name, cancellationToken: cancellationToken)
        : client.CustomObjects.DeleteClusterCustomObjectAsync(kind.Group, kind.Version, kind.Plural, name, cancellationToken: cancellationToken);

    /// <summary>Applies a merge patch (RFC 7386) to the object except its status.</summary>
    public Task<CustomResource> MergeAsync(string? @namespace, string name, JsonObject change, CancellationToken cancellationToken = default)
    {
        var patch = new V1Patch(change, V1Patch.PatchType.MergePatch);
        return kind.Namespaced
            ? client.CustomObjects.PatchNamespacedCustomObjectAsync<CustomResource>(patch, kind.Group, kind.Version, @namespace, kind.Plural, name, cancellationToken: cancellationToken)
            : client.CustomObjects.PatchClusterCustomObjectAsync<CustomResource>(patch, kind.Group, kind.Version, kind.Plural, name, cancellationToken: cancellationToken);
    }

    /// <summary>Applies a merge patch (RFC 7386) to the object's status.</summary>
    public Task<CustomResource> MergeStatusAsync(string? @namespace, string name, JsonObject status, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(status);
        var patch = new V1Patch(new JsonObject { ["status"] = status.DeepClone() }, V1Patch.PatchType.MergePatch);
        return kind.Namespaced
            ? client.CustomObjects.PatchNamespacedCustomObjectStatusAsync<CustomResource>(patch, kind.Group, kind.Version, @namespace, kind.Plural, name, cancellationToken: cancellationToken)
            : client.CustomObjects.PatchClusterCustomObjectStatusAsync<CustomResource>(patch, kind.Group, kind.Version, kind.Plural, name, cancellationToken: cancellationToken);
    }
}
