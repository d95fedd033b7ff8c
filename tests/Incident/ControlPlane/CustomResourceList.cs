using System.Text.Json.Serialization;
using k8s.Models;

namespace PostSoftwareHook.Incident;

public sealed class CustomResourceList
{
    [JsonPropertyName("metadata")]
    public V1ListMeta Metadata { get; init; } = new();

    [JsonPropertyName("items")]
    public IReadOnlyList<CustomResource> Items { get; init; } = [];
}
