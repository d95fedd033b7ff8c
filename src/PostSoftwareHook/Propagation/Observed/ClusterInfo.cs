namespace PostSoftwareHook.Propagation;

/// <summary>Which cluster was asked.</summary>
/// <param name="Host">The API server's address.</param>
/// <param name="Version">OpenShift's version, or Kubernetes' where there is no ClusterVersion.</param>
/// <param name="Infrastructure">The infrastructure's name (its unique ID), or null.</param>
internal sealed record ClusterInfo(string Host, string? Version, string? Infrastructure);
