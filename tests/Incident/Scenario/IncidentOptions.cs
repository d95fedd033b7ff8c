namespace PostSoftwareHook.Incident;

/// <summary>Initial state of the incident, and behaviour of its actors.</summary>
public sealed record IncidentOptions
{
    /// <summary>A cluster without the incident: the node has the global credentials and every pod runs.</summary>
    public bool Healthy { get; init; }

    /// <summary>Whether RHACM's agent is already deployed.</summary>
    public bool AgentNamespace { get; init; } = true;

    /// <summary>How RHACM's agent is deployed: step by step, as by a real import. Null: whole at once.</summary>
    public ImportOptions? Import { get; init; }

    /// <summary>Adds <see cref="Names.BarePod"/>, which nobody makes anew.</summary>
    public bool BarePod { get; init; }

    /// <summary>Adds <see cref="Names.MissingTagBehindLogin"/>.</summary>
    public bool MissingTagBehindLogin { get; init; }

    /// <summary>Whether OLM unpacks the bundle of a Subscription, with <see cref="Names.UnpackJob"/>.</summary>
    public bool UnpacksBundle { get; init; }

    /// <summary>Whether the node's file is in base64 in its MachineConfig rather than percent-encoded.</summary>
    public bool NodeConfigInBase64 { get; init; }

    /// <summary>A Subscription whose bundle OLM unpacks to the end. Null if there is none. Not together with <see cref="UnpacksBundle"/>.</summary>
    public SubscriptionOptions? Subscription { get; init; }

    /// <summary>Adds <see cref="Names.OutsideTargets"/>, refused even where the cluster is healthy otherwise.</summary>
    public bool RefusedOutsideTargets { get; init; }

    /// <summary>
    /// Whether the catalogs are served from the management cluster of a hosted control plane: nothing else is in the marketplace, and no
    /// catalog can be reached.
    /// </summary>
    public bool HostedCatalogs { get; init; }

    /// <summary>Adds <see cref="Names.TeamDashboard"/>, whose own secret is in this state. Null: no such pod.</summary>
    public TeamPullSecret? TeamPullSecret { get; init; }

    /// <summary>Whether the cluster has OLM v1, whose catalogd pulls the images of ClusterCatalogs itself (OpenShift 4.18 and newer).</summary>
    public bool HasCatalogd { get; init; }

    /// <summary>Where the control plane runs: External if it is hosted by another cluster (openshift/api config/v1, TopologyMode).</summary>
    public string ControlPlaneTopology { get; init; } = "SingleReplica";

    public KubeletOptions Kubelet { get; init; } = new();

    public OlmOptions Olm { get; init; } = new();
}
