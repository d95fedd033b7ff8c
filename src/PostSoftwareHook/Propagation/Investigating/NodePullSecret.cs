namespace PostSoftwareHook.Propagation;

/// <summary>The content of /var/lib/kubelet/config.json, with which every kubelet of a rendered MachineConfig can pull.</summary>
/// <param name="Credentials">The credentials; null if the file is missing or damaged.</param>
/// <param name="Problem">Why there are no credentials, as a predicate, or null. The kubelet drops a damaged file as a whole (kubernetes, pkg/credentialprovider/config.go).</param>
internal sealed record NodePullSecret(RegistryCredentials? Credentials, string? Problem);
