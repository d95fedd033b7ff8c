namespace PostSoftwareHook.ClusterTests.Infra;

/// <summary>The ansible-cores that the role is run with: the oldest that it supports, and a new one.</summary>
public enum AnsibleCore
{
    /// <summary>2.14, the machine's own.</summary>
    Core214,

    /// <summary>2.19, unpacked beside it.</summary>
    Core219,
}
