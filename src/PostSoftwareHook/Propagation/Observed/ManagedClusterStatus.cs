namespace PostSoftwareHook.Propagation;

/// <summary>A ManagedCluster's conditions on its RHACM hub; unknown is not true (open-cluster-management.io/api, cluster/v1).</summary>
/// <param name="Name">Its name on the hub.</param>
/// <param name="HubAccepted">HubAcceptedManagedCluster: the hub's administrator lets it in.</param>
/// <param name="Joined">ManagedClusterJoined: its klusterlet has registered.</param>
/// <param name="Available">ManagedClusterConditionAvailable: its klusterlet renews its lease.</param>
/// <param name="Message">What the hub says of the first condition that isn't true; null where all are.</param>
internal sealed record ManagedClusterStatus(string Name, bool HubAccepted, bool Joined, bool Available, string? Message)
{
    /// <summary>The first condition that isn't true, as in <c>the cluster is not joined</c>; null where all are.</summary>
    public string? Missing => this switch
    {
        { HubAccepted: false } => "accepted by the hub",
        { Joined: false } => "joined",
        { Available: false } => "available",
        _ => null,
    };
}
