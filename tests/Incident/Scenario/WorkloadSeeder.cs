using System.Net;
using System.Text.Json.Nodes;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace PostSoftwareHook.Incident;

/// <summary>Creates namespaces, ReplicaSets and catalogs. The actors create the pods.</summary>
internal sealed class WorkloadSeeder(IKubernetes client)
{
    public Task CreateNamespaceAsync(string name, CancellationToken cancellationToken) =>
        client.CoreV1.CreateNamespaceAsync(new V1Namespace { Metadata = new V1ObjectMeta { Name = name } }, cancellationToken: cancellationToken);

    /// <summary>Creates a namespace that several parts of the scenario share.</summary>
    public async Task EnsureNamespaceAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            await CreateNamespaceAsync(name, cancellationToken);
        }
        catch (HttpOperationException answer) when (answer.Response.StatusCode == HttpStatusCode.Conflict)
        {
            // Another part was faster.
        }
    }

    public Task CreateReplicaSetAsync(string @namespace, string name, V1PodSpec spec, CancellationToken cancellationToken) =>
        CreateReplicaSetAsync(@namespace, name, spec, replicas: 1, cancellationToken);

    public Task CreateReplicaSetAsync(string @namespace, string name, V1PodSpec spec, int replicas, CancellationToken cancellationToken)
    {
        var labels = new Dictionary<string, string> { ["app"] = name };
        var set = new V1ReplicaSet
        {
            Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = @namespace, Labels = labels },
            Spec = new V1ReplicaSetSpec
            {
                Replicas = replicas,
                Selector = new V1LabelSelector { MatchLabels = labels },
                Template = new V1PodTemplateSpec { Metadata = new V1ObjectMeta { Labels = labels }, Spec = spec },
            },
        };
        return client.AppsV1.CreateNamespacedReplicaSetAsync(set, @namespace, cancellationToken: cancellationToken);
    }

    public Task CreateBarePodAsync(string @namespace, string name, V1PodSpec spec, CancellationToken cancellationToken)
    {
        var pod = new V1Pod { Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = @namespace }, Spec = spec };
        return client.CoreV1.CreateNamespacedPodAsync(pod, @namespace, cancellationToken: cancellationToken);
    }

    public Task CreateCatalogAsync(string name, CancellationToken cancellationToken)
    {
        var spec = new JsonObject
        {
            ["sourceType"] = "grpc",
            ["image"] = Images.Catalog(name),
            ["displayName"] = name,
            ["publisher"] = name == Names.CustomCatalog ? "Workshop" : "Red Hat",
            ["priority"] = name == "redhat-operators" ? -100 : -200,
        };
        if (name == Names.ExtractingCatalog)
        {
            spec["grpcPodConfig"] = new JsonObject
            {
                ["extractContent"] = new JsonObject { ["cacheDir"] = "/tmp/cache", ["catalogDir"] = "/configs" },
            };
        }

        if (name == Names.PollingCatalog)
        {
            spec["updateStrategy"] = new JsonObject { ["registryPoll"] = new JsonObject { ["interval"] = "10m" } };
        }

        return new CustomResources(client, CustomKind.CatalogSource).CreateAsync(
            CustomResource.Of(CustomKind.CatalogSource, Names.MarketplaceNamespace, name, spec), cancellationToken);
    }

    /// <summary>
    /// A catalog that is served from a hosted control plane: it has an address and no image (hypershift control-plane-operator
    /// hostedclusterconfigoperator/controllers/resources/olm/catalogs.go, reconcileCatalogSource).
    /// </summary>
    public Task CreateHostedCatalogAsync(string name, CancellationToken cancellationToken)
    {
        var address = $"{name}:50051";
        var catalog = CustomResource.Of(CustomKind.CatalogSource, Names.MarketplaceNamespace, name, new JsonObject
        {
            ["sourceType"] = "grpc",
            ["address"] = address,
            ["displayName"] = name,
            ["publisher"] = "Red Hat",
            ["updateStrategy"] = new JsonObject { ["registryPoll"] = new JsonObject { ["interval"] = "10m" } },
        });
        catalog.Status = new JsonObject
        {
            ["connectionState"] = new JsonObject
            {
                ["address"] = address,
                ["lastConnect"] = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null),
                ["lastObservedState"] = "TRANSIENT_FAILURE",
            },
        };
        return new CustomResources(client, CustomKind.CatalogSource).CreateAsync(catalog, cancellationToken);
    }

    /// <summary>OLM v1's catalog of the same image (operator-controller helm/olmv1/templates/openshift-catalogs).</summary>
    public Task CreateClusterCatalogAsync(string catalog, CancellationToken cancellationToken)
    {
        var spec = new JsonObject
        {
            ["priority"] = -100,
            ["availabilityMode"] = "Available",
            ["source"] = new JsonObject
            {
                ["type"] = "Image",
                ["image"] = new JsonObject { ["ref"] = Images.Catalog(catalog), ["pollIntervalMinutes"] = 10 },
            },
        };
        return new CustomResources(client, CustomKind.ClusterCatalog).CreateAsync(
            CustomResource.Of(CustomKind.ClusterCatalog, null, Names.ClusterCatalog(catalog), spec), cancellationToken);
    }
}
