namespace PostSoftwareHook.Incident;

/// <summary>What the API server writes down: every request once, when it is complete, without bodies; not its own, and not the actors' reads.</summary>
internal static class AuditPolicy
{
    public const string Yaml = $"""
        apiVersion: audit.k8s.io/v1
        kind: Policy
        omitStages: [RequestReceived, ResponseStarted]
        rules:
        - level: None
          users: ["system:apiserver"]
        - level: None
          userGroups: ["{ControlPlaneUsers.ActorGroup}"]
          verbs: [get, list, watch]
        - level: Metadata

        """;
}
