using System.Text;
using System.Text.Json.Nodes;
using k8s;

namespace PostSoftwareHook.Incident;

/// <summary>A request with a serialized body.</summary>
public sealed record RawRequest(HttpMethod Method, string Path, byte[]? Body = null)
{
    public static RawRequest Of(HttpMethod method, string path, JsonObject body) => new(method, path, Encoding.UTF8.GetBytes(body.ToJsonString()));

    public static RawRequest Of(HttpMethod method, string path, IKubernetesObject body) => new(method, path, Encoding.UTF8.GetBytes(KubernetesJson.Serialize(body)));
}
