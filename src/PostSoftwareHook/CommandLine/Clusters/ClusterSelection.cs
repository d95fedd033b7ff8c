namespace PostSoftwareHook.CommandLine.Clusters;

/// <summary>What was typed about which clusters are meant.</summary>
/// <param name="Kubeconfigs">Files, patterns of files, and folders.</param>
/// <param name="Contexts">Contexts of those kubeconfigs.</param>
/// <param name="Names">Patterns of clusters' names; with none, all are meant.</param>
/// <param name="Students">Students, or GUIDs, of an AgnosticD workshop.</param>
/// <param name="OutputFolder">Where AgnosticD writes; null for the default places.</param>
/// <param name="Host">The API server's URL, where that was given.</param>
internal sealed record ClusterSelection(
    IReadOnlyList<string> Kubeconfigs, IReadOnlyList<string> Contexts, IReadOnlyList<string> Names, IReadOnlyList<string> Students, string? OutputFolder, string? Host = null);
