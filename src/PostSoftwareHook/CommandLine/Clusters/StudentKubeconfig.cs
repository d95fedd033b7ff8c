namespace PostSoftwareHook.CommandLine.Clusters;

/// <summary>A kubeconfig in AgnosticD's output folder.</summary>
/// <param name="Guid">The GUID that AgnosticD knows the cluster by.</param>
/// <param name="Path">The file.</param>
internal sealed record StudentKubeconfig(string Guid, string Path);
