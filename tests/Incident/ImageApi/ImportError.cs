using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PostSoftwareHook.Incident;

/// <summary>
/// A failed lookup in openshift-apiserver's words (pkg/image/apiserver/importer/importer.go, formatRepositoryError and formatPingError).
/// What a token service refuses is an internal error to it, because the client wraps that answer; what the registry itself refuses is
/// Unauthorized.
/// </summary>
/// <param name="Message">Its text, as several errors are joined.</param>
/// <param name="Status">The image's status, if it is the only error.</param>
internal sealed partial record ImportError(string Message, JsonObject Status)
{
    public static ImportError Of(string image, RegistryCredential? credential, RegistryAnswer answer)
    {
        var name = ImageName.Parse(image);
        return answer.Failure switch
        {
            PullFailure.ManifestUnknown => Of(ApiStatus.NotFound(image)),
            PullFailure.Unauthorized when name.Host == "docker.io" && credential is not null =>
                Of(ApiStatus.Unauthorized($"incorrect username or password for image \"{image}\"")),
            PullFailure.Unauthorized when credential is null && !RegistryErrors.HasRedHatsTokenService(name) =>
                Of(ApiStatus.Unauthorized($"you may not have access to the container image \"{image}\"")),
            PullFailure.Unauthorized => Internal($"{image}: Get \"https://{name.Host}/v2/{name.Path}/manifests/{name.Reference}\": {RegistryErrors.Refusal(name)}"),
            _ => Internal($"{image}: {RuntimesPrefix().Replace(answer.Error!, "")}"),
        };
    }

    public static ImportError Internal(string error) => new(error, ApiStatus.InternalError(error));

    private static ImportError Of(JsonObject status) => new(status["message"]!.GetValue<string>(), status);

    /// <summary>What a container runtime puts before the registry's or the network's own words.</summary>
    [GeneratedRegex(@"^rpc error: code = \w+ desc = (pinging container registry \S+: |reading manifest \S+ in \S+: )?")]
    private static partial Regex RuntimesPrefix();
}
