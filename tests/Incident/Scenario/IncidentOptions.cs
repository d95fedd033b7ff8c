namespace PostSoftwareHook.Incident;

/// <summary>Initial state of the incident, and behaviour of its actors.</summary>
public sealed record IncidentOptions
{
    /// <summary>A cluster without the incident: the node has the global credentials and every pod runs.</summary>
    public bool Healthy { get; init; }

    /// <summary>Whether RHACM's agent is already deployed.</summary>
    public bool AgentNamespace { get; init; } = true;

    /// <summary>Adds <see cref="Names.MissingTagBehindLogin"/>.</summary>
    public bool MissingTagBehindLogin { get; init; }

    /// <summary>Whether OLM unpacks the bundle of a Subscription, with <see cref="Names.UnpackJob"/>.</summary>
    public bool UnpacksBundle { get; init; }

    /// <summary>Whether the node's file is in base64 in its MachineConfig rather than percent-encoded.</summary>
    public bool NodeConfigInBase64 { get; init; }

    /// <summary>Whether the cluster has OLM v1, whose catalogd pulls the images of ClusterCatalogs itself (OpenShift 4.18 and newer).</summary>
    public bool HasCatalogd { get; init; }

    /// <summary>Where the control plane runs: External if it is hosted by another cluster (openshift/api config/v1, TopologyMode).</summary>
    public string ControlPlaneTopology { get; init; } = "SingleReplica";

    public KubeletOptions Kubelet { get; init; } = new();

    public OlmOptions Olm { get; init; } = new();
}
