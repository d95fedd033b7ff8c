namespace PostSoftwareHook.Propagation;

/// <summary>
/// A MachineConfigPool: while it is paused, updating or degraded, a changed global pull secret may not have reached the
/// nodes' /var/lib/kubelet/config.json (machine-config-operator).
/// </summary>
internal sealed record MachineConfigPoolSnapshot(string Name, bool IsPaused, bool IsUpdating, bool IsDegraded, string Message)
{
    /// <summary>The condition that delays a rollout, or null.</summary>
    public string? Obstacle => (IsDegraded, IsPaused, IsUpdating) switch
    {
        (true, _, _) => "degraded",
        (_, true, _) => "paused",
        (_, _, true) => "updating",
        _ => null,
    };
}
