using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PostSoftwareHook.Incident;

/// <summary>
/// A failed lookup in openshift-apiserver's words (pkg/image/apiserver/importer/importer.go, formatRepositoryError and formatPingError).
/// What a token service refuses is an internal error to it, because the client wraps that answer; what the registry itself refuses is
/// Unauthorized.
/// </summary>
internal static partial class ImportErrors
{
    public static JsonObject Of(string image, RegistryCredential? credential, RegistryAnswer answer)
    {
        var name = ImageName.Parse(image);
        return answer.Failure switch
        {
            PullFailure.ManifestUnknown => ApiStatus.NotFound(image),
            PullFailure.Unauthorized when name.Host == "docker.io" && credential is not null =>
                ApiStatus.Unauthorized($"incorrect username or password for image \"{image}\""),
            PullFailure.Unauthorized when credential is null && !RegistryErrors.HasRedHatsTokenService(name) =>
                ApiStatus.Unauthorized($"you may not have access to the container image \"{image}\""),
            PullFailure.Unauthorized => ApiStatus.InternalError($"{image}: Get \"https://{name.Host}/v2/{name.Path}/manifests/{name.Reference}\": {RegistryErrors.Refusal(name)}"),
            _ => ApiStatus.InternalError($"{image}: {RuntimesPrefix().Replace(answer.Error!, "")}"),
        };
    }

    /// <summary>What a container runtime puts before the registry's or the network's own words.</summary>
    [GeneratedRegex(@"^rpc error: code = \w+ desc = (pinging container registry \S+: |reading manifest \S+ in \S+: )?")]
    private static partial Regex RuntimesPrefix();
}
