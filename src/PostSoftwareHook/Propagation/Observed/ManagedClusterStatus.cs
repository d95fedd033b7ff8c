namespace PostSoftwareHook.Propagation;

/// <summary>The conditions of a ManagedCluster on its RHACM hub. The status Unknown counts as false (open-cluster-management.io/api, cluster/v1).</summary>
/// <param name="Name">The name on the hub.</param>
/// <param name="HubAccepted">HubAcceptedManagedCluster: the hub's administrator accepted the cluster.</param>
/// <param name="Joined">ManagedClusterJoined: its klusterlet has registered.</param>
/// <param name="Available">ManagedClusterConditionAvailable: its klusterlet renews its lease.</param>
/// <param name="Message">The message of the first condition that is not true, or null if all are true.</param>
internal sealed record ManagedClusterStatus(string Name, bool HubAccepted, bool Joined, bool Available, string? Message)
{
    /// <summary>The first condition that is not true, worded to follow <c>the cluster is not</c>; null if all are true.</summary>
    public string? Missing => this switch
    {
        { HubAccepted: false } => "accepted by the hub",
        { Joined: false } => "joined",
        { Available: false } => "available",
        _ => null,
    };
}
