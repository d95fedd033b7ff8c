namespace PostSoftwareHook.Propagation;

/// <summary>A node, with the machine-config-operator's annotations (pkg/daemon/constants/constants.go).</summary>
/// <param name="Name">The name.</param>
/// <param name="IsReady">Whether it is Ready.</param>
/// <param name="CurrentConfig">The rendered MachineConfig that it has, or null.</param>
/// <param name="DesiredConfig">The rendered MachineConfig that it is to have, or null.</param>
internal sealed record NodeSnapshot(string Name, bool IsReady, string? CurrentConfig, string? DesiredConfig);
