namespace PostSoftwareHook.Propagation;

/// <summary>How many nodes there are and how many of them are Ready.</summary>
internal sealed record NodeReadiness(int Ready, int Total);
