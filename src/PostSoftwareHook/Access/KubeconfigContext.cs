namespace PostSoftwareHook.Access;

/// <summary>A context of a kubeconfig.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Cluster">The name of the cluster it leads to, or null where it names none.</param>
internal sealed record KubeconfigContext(string Name, string? Cluster);
