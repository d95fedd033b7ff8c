namespace PostSoftwareHook.Incident;

/// <summary>An import of the cluster into RHACM in its real order.</summary>
public sealed record ImportOptions
{
    /// <summary>
    /// The namespace of operator and agents, which is the Klusterlet's spec.namespace (managedcluster-import-controller
    /// pkg/bootstrap/render.go, getKlusterletNamespaceName).
    /// </summary>
    public string AgentNamespace { get; init; } = Names.AgentNamespace;

    /// <summary>What <see cref="Names.AgentPullSecret"/> holds.</summary>
    public ImportedPullSecret PullSecret { get; init; } = ImportedPullSecret.Refused;

    /// <summary>
    /// Whether the pod templates of operator and agents name that secret, so that nothing of their serviceaccounts reaches their pods.
    /// </summary>
    public bool TemplatesNamePullSecret { get; init; }

    /// <summary>
    /// Whether one agent does the work of two, as in an import whose ManagedCluster has no klusterlet-deploy-mode annotation
    /// (managedcluster-import-controller pkg/helpers/helpers.go, DetermineKlusterletMode). It has no replicas to wait for.
    /// </summary>
    public bool Singleton { get; init; }

    /// <summary>Whether the hub accepts the cluster. A hub that is part of the test decides this itself.</summary>
    public bool HubAccepts { get; init; } = true;

    /// <summary>Whether the hub installs <see cref="Names.AddOn"/> once the cluster has joined.</summary>
    public bool AddOn { get; init; }
}
