namespace PostSoftwareHook.Propagation;

/// <summary>The number of Ready nodes and of all nodes.</summary>
internal sealed record NodeReadiness(int Ready, int Total);
