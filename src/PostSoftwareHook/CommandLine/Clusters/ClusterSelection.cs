namespace PostSoftwareHook.CommandLine.Clusters;

/// <summary>The options that select clusters.</summary>
/// <param name="Kubeconfigs">Files, patterns of files, and folders.</param>
/// <param name="Contexts">Contexts of those kubeconfigs.</param>
/// <param name="Names">Patterns of cluster names. Empty: all.</param>
/// <param name="Students">Students, or GUIDs, of an AgnosticD workshop.</param>
/// <param name="OutputFolder">AgnosticD's output folder; null for the default locations.</param>
/// <param name="Host">URL of the API server, if given.</param>
internal sealed record ClusterSelection(
    IReadOnlyList<string> Kubeconfigs, IReadOnlyList<string> Contexts, IReadOnlyList<string> Names, IReadOnlyList<string> Students, string? OutputFolder, string? Host = null);
