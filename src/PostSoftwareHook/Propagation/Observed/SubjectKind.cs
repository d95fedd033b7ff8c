namespace PostSoftwareHook.Propagation;

/// <summary>The kinds of objects that a finding can be about.</summary>
internal enum SubjectKind
{
    /// <summary>The cluster's nodes as a whole.</summary>
    Nodes,

    /// <summary>The target namespaces as a whole.</summary>
    Namespaces,

    /// <summary>A namespace as a whole.</summary>
    Namespace,

    MachineConfigPool,
    Pod,
    Secret,
    ServiceAccount,
    CatalogSource,
    ClusterCatalog,
    Subscription,
    Node,
    Job,

    /// <summary>A registry, named by its host.</summary>
    Registry,

    /// <summary>The controller of a pod, named <c>KIND/NAME</c>.</summary>
    Owner,

    /// <summary>The managed cluster on its RHACM hub.</summary>
    Hub,

    /// <summary>The connection to a cluster or hub: its credentials, its certificate, a missing permission.</summary>
    Access,
}
