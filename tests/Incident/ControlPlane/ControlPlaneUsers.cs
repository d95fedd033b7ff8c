namespace PostSoftwareHook.Incident;

/// <summary>User names, by which the audit log distinguishes the hook from the scenario around it.</summary>
public static class ControlPlaneUsers
{
    /// <summary>User of the admin kubeconfig, which the hook gets.</summary>
    public const string Admin = "incident-admin";

    /// <summary>User of the independent client that the tests use to check the cluster.</summary>
    public const string Observer = "incident-observer";

    /// <summary>Group of all actors (kubelet, OLM, RHACM, ...). Their reads are not audited.</summary>
    public const string ActorGroup = "incident:actors";

    /// <summary>Group with all rights (RBAC binds it to cluster-admin).</summary>
    public const string MastersGroup = "system:masters";

    private const string ActorPrefix = "incident-actor-";

    /// <summary>User name of the actor <paramref name="actor"/>.</summary>
    public static string Actor(string actor) => ActorPrefix + actor;

    /// <summary>Whether the user belongs to the scenario: an actor, the observer, or the API server itself.</summary>
    public static bool IsStage(string user) =>
        user is Observer or "system:apiserver" || user.StartsWith(ActorPrefix, StringComparison.Ordinal);
}
