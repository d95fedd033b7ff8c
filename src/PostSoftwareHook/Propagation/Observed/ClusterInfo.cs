namespace PostSoftwareHook.Propagation;

/// <summary>Identifies the cluster.</summary>
/// <param name="Host">The URL of the API server.</param>
/// <param name="Version">The OpenShift version, or the Kubernetes version if there is no ClusterVersion object.</param>
/// <param name="Infrastructure">status.infrastructureName of the Infrastructure object, or null.</param>
/// <param name="IsHosted">
/// Whether its control plane is hosted elsewhere (status.controlPlaneTopology External). Then openshift-config/pull-secret is overwritten
/// from the HostedCluster (hypershift, control-plane-operator).
/// </param>
internal sealed record ClusterInfo(string Host, string? Version, string? Infrastructure, bool IsHosted = false);
