namespace PostSoftwareHook.Incident;

/// <summary>
/// What the API server logs: every request once, when it is complete, without bodies. Its own requests and the actors' reads are not
/// logged.
/// </summary>
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
