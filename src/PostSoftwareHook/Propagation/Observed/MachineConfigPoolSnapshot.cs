namespace PostSoftwareHook.Propagation;

/// <summary>
/// A MachineConfigPool. While it has a rendered MachineConfig to roll out, a changed global pull secret may not have reached the nodes'
/// /var/lib/kubelet/config.json (machine-config-operator).
/// </summary>
/// <param name="Name">The name.</param>
/// <param name="IsPaused">Whether its rollouts are paused.</param>
/// <param name="IsUpdating">Whether it is rolling out.</param>
/// <param name="IsDegraded">Whether a rollout has failed.</param>
/// <param name="Message">Why it is degraded, or empty.</param>
/// <param name="Wanted">The rendered MachineConfig to have, spec.configuration.name, or null.</param>
/// <param name="Present">The one that its nodes have, status.configuration.name, or null.</param>
internal sealed record MachineConfigPoolSnapshot(string Name, bool IsPaused, bool IsUpdating, bool IsDegraded, string Message, string? Wanted = null, string? Present = null)
{
    /// <summary>
    /// What delays a rollout, or null. A paused pool that has nothing to roll out delays nothing.
    /// </summary>
    public string? Obstacle => Wanted is not null && Wanted == Present ? null : (IsDegraded, IsPaused, IsUpdating) switch
    {
        (true, _, _) => "degraded",
        (_, true, _) => "paused",
        (_, _, true) => "updating",
        _ => Wanted is null ? null : "not updated yet",
    };

    /// <summary>Whether <paramref name="node"/> belongs to it: rendered MachineConfigs are called rendered-POOL-HASH (machine-config-operator, pkg/controller/render/hash.go).</summary>
    public bool Has(NodeSnapshot node) =>
        node.CurrentConfig is { } config && config.StartsWith($"rendered-{Name}-", StringComparison.Ordinal) && !config[$"rendered-{Name}-".Length..].Contains('-', StringComparison.Ordinal);
}
