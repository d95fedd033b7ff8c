namespace PostSoftwareHook.Propagation;

/// <summary>The kinds of things that a fact can be about.</summary>
internal enum SubjectKind
{
    /// <summary>The cluster's nodes as a whole.</summary>
    Nodes,

    /// <summary>The target namespaces as a whole.</summary>
    Namespaces,

    /// <summary>A namespace as a whole.</summary>
    Namespace,

    /// <summary>A MachineConfigPool.</summary>
    MachineConfigPool,

    /// <summary>A pod.</summary>
    Pod,

    /// <summary>A secret.</summary>
    Secret,

    /// <summary>A serviceaccount.</summary>
    ServiceAccount,

    /// <summary>A CatalogSource.</summary>
    CatalogSource,

    /// <summary>The controller of a pod, named <c>KIND/NAME</c>.</summary>
    Owner,

    /// <summary>The cluster on its RHACM hub.</summary>
    Hub,

    /// <summary>The way to a cluster or hub: its credentials, its certificate, a right that is missing.</summary>
    Access,
}
