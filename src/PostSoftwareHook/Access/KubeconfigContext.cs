namespace PostSoftwareHook.Access;

internal sealed record KubeconfigContext(string Name, string? Cluster);
