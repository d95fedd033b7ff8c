namespace PostSoftwareHook.Incident;

/// <summary>Who talks to the API server, so that the audit log can tell the hook from the stage around it.</summary>
public static class ControlPlaneUsers
{
    /// <summary>The user of the admin kubeconfig, which is what the hook is given.</summary>
    public const string Admin = "incident-admin";

    /// <summary>The test's independent eye.</summary>
    public const string Observer = "incident-observer";

    /// <summary>The group of everyone who plays a part (kubelet, OLM, RHACM, ...). Their reads are not audited.</summary>
    public const string ActorGroup = "incident:actors";

    /// <summary>The group that RBAC lets do everything.</summary>
    public const string MastersGroup = "system:masters";

    private const string ActorPrefix = "incident-actor-";

    /// <summary>The user name of the actor called <paramref name="actor"/>.</summary>
    public static string Actor(string actor) => ActorPrefix + actor;

    /// <summary>Whether requests of this user belong to the stage: actors, observer, and the API server's own.</summary>
    public static bool IsStage(string user) =>
        user is Observer or "system:apiserver" || user.StartsWith(ActorPrefix, StringComparison.Ordinal);
}
