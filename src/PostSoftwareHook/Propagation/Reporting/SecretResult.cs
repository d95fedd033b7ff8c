namespace PostSoftwareHook.Propagation;

/// <summary>The result for the copy of the pull secret.</summary>
/// <param name="Name">The name.</param>
/// <param name="Action">The action taken.</param>
/// <param name="Hosts">The registry keys that the copy must have.</param>
/// <param name="Reason">The reason, or null if it is obvious.</param>
internal sealed record SecretResult(string Name, ItemAction Action, IReadOnlyList<string> Hosts, string? Reason);
