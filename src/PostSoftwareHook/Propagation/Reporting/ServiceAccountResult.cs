namespace PostSoftwareHook.Propagation;

/// <summary>What became of a serviceaccount.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Action">What was done.</param>
/// <param name="Reason">Why, where that isn't obvious; else null.</param>
internal sealed record ServiceAccountResult(string Name, ItemAction Action, string? Reason);
