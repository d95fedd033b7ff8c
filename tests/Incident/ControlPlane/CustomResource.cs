using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using k8s;
using k8s.Models;

namespace PostSoftwareHook.Incident;

/// <summary>An object of any <see cref="CustomKind"/>, with spec and status as JSON.</summary>
public sealed class CustomResource : IKubernetesObject<V1ObjectMeta>
{
    [JsonPropertyName("apiVersion")]
    public string ApiVersion { get; set; } = "";

    [JsonPropertyName("kind")]
    public string Kind { get; set; } = "";

    [JsonPropertyName("metadata")]
    public V1ObjectMeta Metadata { get; set; } = new();

    [JsonPropertyName("spec")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonObject? Spec { get; set; }

    [JsonPropertyName("status")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonObject? Status { get; set; }

    public static CustomResource Of(CustomKind kind, string? @namespace, string name, JsonObject? spec = null)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return new CustomResource
        {
            ApiVersion = kind.ApiVersion,
            Kind = kind.Kind,
            Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = @namespace },
            Spec = spec,
        };
    }
}
