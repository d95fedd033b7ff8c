using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using k8s;
using k8s.Models;

namespace PostSoftwareHook.Incident;

/// <summary>
/// Removes everything that scenarios and tests created on an API server. There is no namespace controller, so namespaces must be
/// emptied and finalized here.
/// </summary>
internal sealed class ClusterWipe(ControlPlane controlPlane)
{
    private static readonly string[] SystemNamespaces = ["default", "kube-system", "kube-public", "kube-node-lease"];

    private static readonly string[] Namespaced =
    [
        "api/v1/namespaces/{0}/pods",
        "api/v1/namespaces/{0}/secrets",
        "api/v1/namespaces/{0}/serviceaccounts",
        "api/v1/namespaces/{0}/configmaps",
        "api/v1/namespaces/{0}/events",
        "apis/apps/v1/namespaces/{0}/replicasets",
        "apis/apps/v1/namespaces/{0}/deployments",
        "apis/batch/v1/namespaces/{0}/jobs",
        "apis/rbac.authorization.k8s.io/v1/namespaces/{0}/roles",
        "apis/rbac.authorization.k8s.io/v1/namespaces/{0}/rolebindings",
    ];

    private static readonly string[] ClusterScoped =
    [
        "api/v1/nodes",
        "apis/rbac.authorization.k8s.io/v1/clusterroles",
        "apis/rbac.authorization.k8s.io/v1/clusterrolebindings",
    ];

    /// <summary>Removes everything except the server's own namespaces and RBAC bootstrap objects.</summary>
    public async Task EverythingAsync(CancellationToken cancellationToken)
    {
        var namespaces = await controlPlane.Client.CoreV1.ListNamespaceAsync(cancellationToken: cancellationToken);
        var ours = namespaces.Items.Select(each => each.Metadata.Name).Where(name => !SystemNamespaces.Contains(name));
        await Task.WhenAll([
            ContentAsync("default", cancellationToken),
            .. ours.Select(name => NamespaceAsync(name, cancellationToken)),
            .. ClusterScopedCollections().Select(path => DeleteCollectionAsync(path, cancellationToken)),
        ]);
    }

    /// <summary>Removes one namespace and its content, whether it is terminating or not.</summary>
    public async Task NamespaceAsync(string name, CancellationToken cancellationToken)
    {
        await ContentAsync(name, cancellationToken);

        // The first delete marks it, finalizing releases it, and old servers need a second delete.
        await DeleteNamespaceAsync();
        await FinalizeAsync(name, cancellationToken);
        await DeleteNamespaceAsync();

        Task DeleteNamespaceAsync() => SendAsync(HttpMethod.Delete, $"api/v1/namespaces/{name}", content: null, cancellationToken);
    }

    private async Task ContentAsync(string @namespace, CancellationToken cancellationToken) =>
        await Task.WhenAll(NamespacedCollections().Select(path => DeleteCollectionAsync(string.Format(null, path, @namespace), cancellationToken)));

    private IEnumerable<string> NamespacedCollections() => Namespaced.Concat(CustomKinds(namespaced: true)
        .Select(kind => $"apis/{kind.ApiVersion}/namespaces/{{0}}/{kind.Plural}"));

    private IEnumerable<string> ClusterScopedCollections() => ClusterScoped.Concat(CustomKinds(namespaced: false)
        .Select(kind => $"apis/{kind.ApiVersion}/{kind.Plural}"));

    private IEnumerable<CustomKind> CustomKinds(bool namespaced) =>
        controlPlane.HasCustomResources ? CustomKind.All.Where(kind => kind.Namespaced == namespaced) : [];

    private Task DeleteCollectionAsync(string path, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Delete, $"{path}?gracePeriodSeconds=0&propagationPolicy=Background&labelSelector=kubernetes.io%2Fbootstrapping%21%3Drbac-defaults", content: null, cancellationToken);

    private Task FinalizeAsync(string name, CancellationToken cancellationToken)
    {
        var unfinalized = new JsonObject
        {
            ["apiVersion"] = V1Namespace.KubeApiVersion,
            ["kind"] = V1Namespace.KubeKind,
            ["metadata"] = new JsonObject { ["name"] = name },
            ["spec"] = new JsonObject { ["finalizers"] = new JsonArray() },
        };
        return SendAsync(HttpMethod.Put, $"api/v1/namespaces/{name}/finalize", unfinalized, cancellationToken);
    }

    private async Task SendAsync(HttpMethod method, string path, JsonObject? content, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, $"{controlPlane.Host}/{path}");
        if (content is not null)
        {
            request.Content = new StringContent(content.ToJsonString(), null, "application/json");
        }

        using var response = await controlPlane.Http.SendAsync(request, cancellationToken);
        if (response.StatusCode is not (HttpStatusCode.NotFound or HttpStatusCode.Conflict))
        {
            var answer = await response.Content.ReadAsStringAsync(cancellationToken);
            _ = response.IsSuccessStatusCode ? response : throw new InvalidOperationException($"{method} {path}: {(int)response.StatusCode} {Message(answer)}");
        }
    }

    private static string Message(string answer)
    {
        try
        {
            return JsonNode.Parse(answer)?["message"]?.GetValue<string>() ?? answer;
        }
        catch (JsonException)
        {
            return answer;
        }
    }
}
