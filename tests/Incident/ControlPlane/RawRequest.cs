using System.Text;
using System.Text.Json.Nodes;
using k8s;

namespace PostSoftwareHook.Incident;

/// <summary>A request whose body is ready.</summary>
public sealed record RawRequest(HttpMethod Method, string Path, byte[]? Body = null)
{
    /// <summary>A request with this object.</summary>
    public static RawRequest Of(HttpMethod method, string path, JsonObject body) => new(method, path, Encoding.UTF8.GetBytes(body.ToJsonString()));

    /// <summary>A request with this API object.</summary>
    public static RawRequest Of(HttpMethod method, string path, IKubernetesObject body) => new(method, path, Encoding.UTF8.GetBytes(KubernetesJson.Serialize(body)));
}
