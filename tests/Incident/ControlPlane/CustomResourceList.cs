using System.Text.Json.Serialization;
using k8s.Models;

namespace PostSoftwareHook.Incident;

/// <summary>A list of custom resources as the API returns it.</summary>
public sealed class CustomResourceList
{
    [JsonPropertyName("metadata")]
    public V1ListMeta Metadata { get; init; } = new();

    [JsonPropertyName("items")]
    public IReadOnlyList<CustomResource> Items { get; init; } = [];
}
