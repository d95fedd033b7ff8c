using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using k8s.Models;

namespace PostSoftwareHook.Incident;

/// <summary>
/// Looks images up as openshift-apiserver does (openshift-apiserver pkg/image/apiserver/importer). Per registry it shows one login: the
/// first of the namespace's pull secrets that matches, or the node's if none does (staticcredentials.go, Repository, auths[0]).
/// </summary>
internal sealed class ImageImporter(Registry registry, KubeletNode node)
{
    /// <summary>
    /// The status of each image. If one of them is refused with "username or password", all are asked for once more without the secrets,
    /// and only those that are unauthorized again keep their first status (imagestreamimport/rest.go, Create).
    /// </summary>
    public IReadOnlyList<JsonObject> Import(IReadOnlyList<string> images, IReadOnlyCollection<V1Secret> secrets)
    {
        var first = Statuses(images, secrets);
        if (!first.Any(status => IsUnauthorized(status) && Message(status).Contains("username or password", StringComparison.OrdinalIgnoreCase)))
        {
            return first;
        }

        return [.. Statuses(images, []).Zip(first, (second, kept) => IsUnauthorized(second) ? kept : second)];
    }

    private static bool IsUnauthorized(JsonObject status) => status["status"]!["reason"]?.GetValue<string>() == "Unauthorized";

    private static string Message(JsonObject status) => status["status"]!["message"]!.GetValue<string>();

    private List<JsonObject> Statuses(IReadOnlyList<string> images, IReadOnlyCollection<V1Secret> secrets) => [.. images.Select(image => Status(image, secrets))];

    private JsonObject Status(string image, IReadOnlyCollection<V1Secret> secrets)
    {
        var failure = Ask(image, secrets);
        var name = ImageName.Parse(image);
        var status = new JsonObject { ["status"] = failure ?? ApiStatus.Success() };
        if (failure is null)
        {
            status["image"] = Image(name);
        }

        status["tag"] = image.Contains('@', StringComparison.Ordinal) ? "" : name.Reference;
        return status;
    }

    /// <summary>
    /// Null if one of the image's endpoints has it. Each mirror gets the first login that matches it, of the namespace or the node
    /// (importer.go, getManifest).
    /// </summary>
    private JsonObject? Ask(string image, IReadOnlyCollection<V1Secret> secrets)
    {
        var errors = new List<ImportError>();
        foreach (var endpoint in registry.Endpoints(image))
        {
            if (Try(endpoint, secrets) is not { } error)
            {
                return null;
            }

            errors.Add(error);
        }

        return errors.Count == 1 ? errors[0].Status : ApiStatus.InternalError($"[{string.Join(", ", errors.Select(error => error.Message).Distinct())}]");
    }

    private ImportError? Try(string image, IReadOnlyCollection<V1Secret> secrets)
    {
        try
        {
            var credential = PullSecrets.ToKeyring(secrets).Lookup(image).Concat(node.Keyring().Lookup(image)).FirstOrDefault();
            var answer = registry.Pull(image, credential);
            return answer.IsImage ? null : ImportError.Of(image, credential, answer);
        }
        catch (DockerConfigException malformed)
        {
            return ImportError.Internal($"{image}: {malformed.Message}");
        }
    }

    /// <summary>The image's name by digest.</summary>
    public static string Canonical(ImageName name) => $"{name.Repository}@{Digest(name)}";

    private static JsonObject Image(ImageName name) => new()
    {
        ["metadata"] = new JsonObject { ["name"] = Digest(name), ["creationTimestamp"] = null },
        ["dockerImageReference"] = Canonical(name),
        ["dockerImageMetadataVersion"] = "1.0",
        ["dockerImageManifestMediaType"] = "application/vnd.docker.distribution.manifest.v2+json",
    };

    private static string Digest(ImageName name) => name.Reference.StartsWith("sha256:", StringComparison.Ordinal)
        ? name.Reference
        : $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name.ToString())))}";
}
