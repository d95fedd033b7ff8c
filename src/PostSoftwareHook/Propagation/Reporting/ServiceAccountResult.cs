namespace PostSoftwareHook.Propagation;

/// <summary>The result for a serviceaccount.</summary>
/// <param name="Name">The name.</param>
/// <param name="Action">The action taken.</param>
/// <param name="Reason">The reason, or null if it is obvious.</param>
internal sealed record ServiceAccountResult(string Name, ItemAction Action, string? Reason);
