using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace PostSoftwareHook.Incident;

/// <summary>
/// A MachineConfig as the machine config operator renders it for a pool. The node's file is a data URL, percent-encoded, because its
/// template has the content inline (machine-config-operator templates/common/_base/files/pull-secret.yaml; fcct base/v0_1/translate.go).
/// A MachineConfig that somebody wrote for that path usually is in base64 (pkg/controller/common/helpers.go, NewIgnFileBytes).
/// </summary>
/// <param name="Pool">The pool.</param>
/// <param name="DockerConfigJson">The node's file; null if there is none.</param>
/// <param name="Rollout">Which rollout it is: something else than the file changes too.</param>
/// <param name="InBase64">Whether the file is in base64.</param>
internal sealed record RenderedConfig(string Pool, string? DockerConfigJson, int Rollout, bool InBase64)
{
    private const string Path = "/var/lib/kubelet/config.json";

    /// <summary>The name contains a hash of the content (pkg/controller/render/hash.go).</summary>
    public string Name => $"rendered-{Pool}-{Hash(Spec().ToJsonString())}";

    /// <summary>The file as a data URL.</summary>
    public string? DataUrl => DockerConfigJson switch
    {
        null => null,
        var content when InBase64 => $"data:text/plain;charset=utf-8;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(content))}",
        var content => $"data:,{Uri.EscapeDataString(content + "\n")}",
    };

    public CustomResource ToResource() => CustomResource.Of(CustomKind.MachineConfig, null, Name, Spec());

    /// <summary>The configuration of a pool that refers to this one.</summary>
    public JsonObject ToReference() => new()
    {
        ["name"] = Name,
        ["source"] = new JsonArray(new JsonObject
        {
            ["apiVersion"] = CustomKind.MachineConfig.ApiVersion,
            ["kind"] = CustomKind.MachineConfig.Kind,
            ["name"] = $"00-{Pool}",
        }),
    };

    private JsonObject Spec()
    {
        var files = new JsonArray(File("/etc/chrony.conf", "data:,driftfile%20%2Fvar%2Flib%2Fchrony%2Fdrift%0A", mode: 420));
        if (DataUrl is { } source)
        {
            files.Add(File(Path, source, mode: 384));
        }

        return new JsonObject
        {
            ["config"] = new JsonObject
            {
                ["ignition"] = new JsonObject { ["version"] = "3.5.0" },
                ["storage"] = new JsonObject { ["files"] = files },
            },
            ["fips"] = false,
            ["kernelArguments"] = new JsonArray($"workshop.rollout={Rollout}"),
            ["kernelType"] = "default",
            ["osImageURL"] = "quay.io/openshift-release-dev/ocp-v4.0-art-dev@sha256:9f8e7d6c5b4a39281706f5e4d3c2b1a09f8e7d6c5b4a39281706f5e4d3c2b1a0",
        };
    }

    private static JsonObject File(string path, string source, int mode) => new()
    {
        ["contents"] = new JsonObject { ["compression"] = "", ["source"] = source },
        ["mode"] = mode,
        ["overwrite"] = true,
        ["path"] = path,
    };

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
}
