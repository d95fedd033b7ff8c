namespace PostSoftwareHook.Propagation;

/// <summary>Identifies the cluster.</summary>
/// <param name="Host">The URL of the API server.</param>
/// <param name="Version">The OpenShift version, or the Kubernetes version if there is no ClusterVersion object.</param>
/// <param name="Infrastructure">status.infrastructureName of the Infrastructure object, or null.</param>
/// <param name="IsHosted">
/// Whether its control plane is hosted elsewhere (status.controlPlaneTopology External). Then openshift-config/pull-secret is overwritten
/// from the HostedCluster (hypershift, control-plane-operator).
/// </param>
internal sealed record ClusterInfo(string Host, string? Version, string? Infrastructure, bool IsHosted = false)
{
    /// <summary>
    /// Whether a pod may use an image on its node only if it presents credentials with which that was pulled (KubeletEnsureSecretPulledImages,
    /// on by default from Kubernetes 1.35 and OpenShift 4.22 on).
    /// </summary>
    public bool EnsuresPullSecrets => Version?.TrimStart('v').Split('.') is [var major, var minor, ..] && int.TryParse(minor, out var number) && (major, number) is ("1", >= 35) or ("4", >= 22);
}
