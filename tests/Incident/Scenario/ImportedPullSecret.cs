namespace PostSoftwareHook.Incident;

/// <summary>What the hub put into <see cref="Names.AgentPullSecret"/> (managedcluster-import-controller pkg/bootstrap/imagepullsecret.go).</summary>
public enum ImportedPullSecret
{
    /// <summary><c>{}</c>, because the hub has no pull secret for its clusters.</summary>
    Empty,

    /// <summary>A login for another registry.</summary>
    LacksHost,

    /// <summary>A login that Red Hat's registry refuses.</summary>
    Refused,

    /// <summary>A login that works.</summary>
    Good,
}
