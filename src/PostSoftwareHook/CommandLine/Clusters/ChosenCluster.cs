using System.Text.Json.Nodes;
using PostSoftwareHook.Guards;

namespace PostSoftwareHook.CommandLine.Clusters;

/// <summary>One of the clusters that a command is about.</summary>
/// <param name="Name">What it is called in what is printed.</param>
/// <param name="Kubeconfig">Its kubeconfig: a path or the content; null for what the environment and the default places give.</param>
/// <param name="Context">The context; null for the current one.</param>
internal sealed record ChosenCluster(string Name, JsonNode? Kubeconfig = null, string? Context = null)
{
    /// <summary>What it is called, safe to print.</summary>
    public string Name { get; init => field = Printable.Clean(value); } = Printable.Clean(Name);

    /// <summary>The path that the environment or the default place gives, where no kubeconfig was named.</summary>
    public string? UnnamedPath { get; init; }

    /// <summary>The kubeconfig's path, or null where it isn't one.</summary>
    public string? Path => Kubeconfig is JsonValue ? (string?)Kubeconfig : UnnamedPath;
}
