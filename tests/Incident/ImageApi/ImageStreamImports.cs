using System.Text.Json.Nodes;
using k8s;
using k8s.Models;

namespace PostSoftwareHook.Incident;

/// <summary>
/// POST imagestreamimports with <c>import: false</c>, which stores nothing (openshift-apiserver
/// pkg/image/apiserver/registry/imagestreamimport/rest.go, Create). An import that would store is reported as a fault of the test.
/// </summary>
internal sealed class ImageStreamImports(IKubernetes client)
{
    private const string ExcludedAnnotation = "openshift.io/image.excludeSecret";

    public async Task<(int Code, JsonObject Answer)> CreateAsync(ImageApi incident, string @namespace, string user, JsonObject import, CancellationToken cancellationToken)
    {
        var name = import["metadata"]?["name"]?.GetValue<string>() ?? "";
        if (incident.Fault is ImageApiFault.Forbidden)
        {
            return Refused(ApiStatus.Forbidden(user, @namespace));
        }

        if (import["kind"]?.GetValue<string>() != "ImageStreamImport" || import["spec"] is not JsonObject spec)
        {
            return Refused(ApiStatus.BadRequest("the object provided is unrecognized (must be of type ImageStreamImport)"));
        }

        if (spec["import"]?.GetValue<bool>() != false || spec["repository"] is not null)
        {
            incident.ReportStore($"{user} asked for an import into the namespace {@namespace} that is not a mere lookup of images.");
            return Refused(ApiStatus.InternalError("the incident stores no image streams"));
        }

        var images = (spec["images"] as JsonArray ?? []).Select(image => image?["from"]?["name"]?.GetValue<string>() ?? "").ToList();
        if (Problem(name, spec, images, incident.Fault) is { } problem)
        {
            return Refused(problem);
        }

        images.ForEach(image => incident.Note(new ImageQuestion(@namespace, image, user)));
        var statuses = incident.Importer.Import(images, await PullSecretsAsync(@namespace, cancellationToken));
        return (201, Answer(import, name, @namespace, statuses, incident.Fault));
    }

    private static (int Code, JsonObject Answer) Refused(JsonObject status) => (status["code"]!.GetValue<int>(), ApiStatus.Standalone(status));

    /// <summary>What validation refuses (pkg/image/apis/image/validation/validation.go, ValidateImageStreamImport).</summary>
    private static JsonObject? Problem(string name, JsonObject spec, List<string> images, ImageApiFault fault)
    {
        if (name.Length == 0)
        {
            return ApiStatus.Invalid(name, "FieldValueRequired", "metadata.name", "Required value: name or generateName is required");
        }

        if (images.Count == 0)
        {
            return ApiStatus.Invalid(name, "FieldValueInvalid", "spec.images", "Invalid value: \"null\": you must specify at least one image or a repository import");
        }

        for (var i = 0; i < images.Count; i++)
        {
            var kind = spec["images"]![i]!["from"]?["kind"]?.GetValue<string>() ?? "";
            if (kind != "DockerImage")
            {
                return ApiStatus.Invalid(name, "FieldValueInvalid", $"spec.images[{i}].from.kind", $"Invalid value: \"{kind}\": only DockerImage is supported");
            }

            if (images[i].Length == 0)
            {
                return ApiStatus.Invalid(name, "FieldValueRequired", $"spec.images[{i}].from.name", "Required value");
            }
        }

        if (fault is ImageApiFault.RegistryNotAllowed)
        {
            var host = ImageName.Parse(images[0]).Host;
            return ApiStatus.Invalid(name, "FieldValueForbidden", "spec.images[0].from.name",
                $"Forbidden: importing images from registry \"{host}:443\" is forbidden: registry \"{host}\" not allowed by whitelist: \"registry.example.org:443\"");
        }

        return null;
    }

    /// <summary>All pull secrets of the namespace as they are now (pkg/image/apiserver/registry/imagesecret/rest.go, Get).</summary>
    private async Task<IReadOnlyCollection<V1Secret>> PullSecretsAsync(string @namespace, CancellationToken cancellationToken)
    {
        var secrets = await client.CoreV1.ListNamespacedSecretAsync(@namespace, cancellationToken: cancellationToken);
        return [.. secrets.Items.Where(secret => secret.Type is "kubernetes.io/dockercfg" or "kubernetes.io/dockerconfigjson"
            && secret.Metadata.Annotations?.Contains(new(ExcludedAnnotation, "true")) != true)];
    }

    private static JsonObject Answer(JsonObject import, string name, string @namespace, IReadOnlyList<JsonObject> statuses, ImageApiFault fault) => new()
    {
        ["kind"] = fault is ImageApiFault.AnswersOtherKind ? "ImageStream" : "ImageStreamImport",
        ["apiVersion"] = "image.openshift.io/v1",
        ["metadata"] = new JsonObject
        {
            ["name"] = name,
            ["namespace"] = @namespace,
            ["uid"] = Guid.NewGuid().ToString(),
            ["creationTimestamp"] = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null),
        },
        ["spec"] = import["spec"]!.DeepClone(),
        ["status"] = fault switch
        {
            ImageApiFault.AnswersWithoutImages => new JsonObject(),
            ImageApiFault.AnswersOtherKind => new JsonObject { ["dockerImageRepository"] = $"image-registry.openshift-image-registry.svc:5000/{@namespace}/{name}" },
            _ => new JsonObject { ["images"] = new JsonArray([.. statuses]) },
        },
    };
}
