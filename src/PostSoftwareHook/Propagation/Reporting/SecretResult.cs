namespace PostSoftwareHook.Propagation;

/// <summary>What became of the copy of the pull secret.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Action">What was done.</param>
/// <param name="Hosts">The registry keys that it holds.</param>
/// <param name="Reason">Why, where that isn't obvious; else null.</param>
internal sealed record SecretResult(string Name, ItemAction Action, IReadOnlyList<string> Hosts, string? Reason);
