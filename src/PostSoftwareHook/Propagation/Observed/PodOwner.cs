namespace PostSoftwareHook.Propagation;

/// <summary>The controller that creates a replacement when the pod is deleted.</summary>
internal sealed record PodOwner(string Kind, string Name, string Uid)
{
    /// <summary>The kind whose pods run to an end: a pod that is deleted before that counts as a failure.</summary>
    public const string JobKind = "Job";

    /// <summary>The kind whose pods OLM makes, and whose serviceaccount it keeps.</summary>
    public const string CatalogSourceKind = "CatalogSource";

    private static readonly string[] KindsThatReplacePods = ["ReplicaSet", "ReplicationController", "StatefulSet", "DaemonSet", CatalogSourceKind];

    /// <summary>Whether it makes a new pod in place of one that is deleted, at no cost.</summary>
    public bool ReplacesPods => KindsThatReplacePods.Contains(Kind);

    /// <inheritdoc/>
    public override string ToString() => $"{Kind}/{Name}";
}
