namespace PostSoftwareHook.CommandLine.Clusters;

/// <summary>A kubeconfig in AgnosticD's output folder.</summary>
/// <param name="Guid">AgnosticD's GUID of the cluster.</param>
/// <param name="Path">The file.</param>
internal sealed record StudentKubeconfig(string Guid, string Path);
