using System.Net;
using System.Text.Json.Nodes;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace PostSoftwareHook.Incident;

/// <summary>
/// catalogd of OLM v1: pulls the images of ClusterCatalogs itself, with openshift-config/pull-secret alone, and tells the registry's words
/// in their status (operator-controller internal/catalogd/controllers/core/clustercatalog_controller.go, reconcile).
/// </summary>
internal sealed class Catalogd(IKubernetes client, Registry registry) : Actor("catalogd")
{
    private readonly CustomResources _catalogs = new(client, CustomKind.ClusterCatalog);
    private readonly Runtime _puller = new(registry, RuntimeWords.Bare);

    /// <summary>Whether every catalog has been tried once.</summary>
    public bool HasTried { get; private set; }

    protected override TimeSpan Period => TimeSpan.FromSeconds(1);

    protected override async Task ReconcileAsync(CancellationToken cancellationToken)
    {
        var secret = await ReadSecretAsync(cancellationToken);
        var catalogs = await _catalogs.ListAsync(cancellationToken);
        await ForEachAsync(catalogs.Items, catalog => SyncAsync(catalog, secret, cancellationToken));
        HasTried = true;
    }

    private async Task SyncAsync(CustomResource catalog, V1Secret? secret, CancellationToken cancellationToken)
    {
        var image = catalog.Spec!["source"]!["image"]!["ref"]!.GetValue<string>();
        var error = Pull(image, secret);
        var progressing = error is null
            ? Condition(catalog, "Progressing", "Succeeded", "Successfully unpacked and stored content from resolved source")
            : Condition(catalog, "Progressing", "Retrying", $"source catalog content: error creating image source: {error}");
        var serving = error is null ? Condition(catalog, "Serving", "Available", "Serving desired content from resolved source") : Existing(catalog, "Serving");
        if (IsSame(Existing(catalog, "Progressing"), progressing) && IsSame(Existing(catalog, "Serving"), serving))
        {
            return;
        }

        var status = new JsonObject { ["conditions"] = new JsonArray([progressing, .. serving is null ? [] : (JsonNode[])[serving.DeepClone()]]) };
        if (error is null)
        {
            status["lastUnpacked"] = Now();
            status["resolvedSource"] = new JsonObject { ["type"] = "Image", ["image"] = new JsonObject { ["ref"] = ImageImporter.Canonical(ImageName.Parse(image)) } };
            status["urls"] = new JsonObject { ["base"] = $"https://catalogd-service.openshift-catalogd.svc/catalogs/{catalog.Metadata.Name}" };
        }

        await _catalogs.MergeStatusAsync(null, catalog.Metadata.Name, status, cancellationToken);
    }

    /// <summary>Null if it got the image. The secret is its auth file, which mirrors get logins from too.</summary>
    private string? Pull(string image, V1Secret? secret)
    {
        try
        {
            return _puller.Pull(image, login: null, PullSecrets.ToKeyring(secret is null ? [] : [secret])) is { } error ? Runtime.WithoutPrefix(error) : null;
        }
        catch (DockerConfigException malformed)
        {
            return malformed.Message;
        }
    }

    private async Task<V1Secret?> ReadSecretAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await client.CoreV1.ReadNamespacedSecretAsync(Names.PullSecret, Names.ConfigNamespace, cancellationToken: cancellationToken);
        }
        catch (HttpOperationException answer) when (answer.Response.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    private static JsonObject? Existing(CustomResource catalog, string type) => (catalog.Status?["conditions"] as JsonArray)?
        .FirstOrDefault(condition => condition?["type"]?.GetValue<string>() == type)?.AsObject();

    private static bool IsSame(JsonObject? old, JsonObject? @new) =>
        old?["reason"]?.GetValue<string>() == @new?["reason"]?.GetValue<string>() && old?["message"]?.GetValue<string>() == @new?["message"]?.GetValue<string>();

    /// <summary>Both conditions are true even while a pull fails: it is being tried again.</summary>
    private static JsonObject Condition(CustomResource catalog, string type, string reason, string message) => new()
    {
        ["type"] = type,
        ["status"] = "True",
        ["reason"] = reason,
        ["message"] = message,
        ["observedGeneration"] = catalog.Metadata.Generation,
        ["lastTransitionTime"] = Now(),
    };

    private static string Now() => DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null);
}
