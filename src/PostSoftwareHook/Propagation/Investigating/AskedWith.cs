namespace PostSoftwareHook.Propagation;

/// <summary>Whose credentials a registry was asked with.</summary>
internal enum AskedWith
{
    /// <summary>Those of the source secret.</summary>
    Source,

    /// <summary>Those of the node, in /var/lib/kubelet/config.json.</summary>
    Node,
}
