using System.Text.Json.Nodes;
using PostSoftwareHook.Guards;

namespace PostSoftwareHook.CommandLine.Clusters;

/// <summary>One of the clusters that a command works on.</summary>
/// <param name="Name">Name shown in the output.</param>
/// <param name="Kubeconfig">Path or content of the kubeconfig; null for the one of the environment or the default locations.</param>
/// <param name="Context">The context; null for the current one.</param>
internal sealed record ChosenCluster(string Name, JsonNode? Kubeconfig = null, string? Context = null)
{
    /// <summary>Name shown in the output, safe to print.</summary>
    public string Name { get; init => field = Printable.Clean(value); } = Printable.Clean(Name);

    /// <summary>Path from the environment or the default location, if no kubeconfig was named.</summary>
    public string? UnnamedPath { get; init; }

    /// <summary>Path of the kubeconfig; null if it was given as content.</summary>
    public string? Path => Kubeconfig is JsonValue ? (string?)Kubeconfig : UnnamedPath;
}
