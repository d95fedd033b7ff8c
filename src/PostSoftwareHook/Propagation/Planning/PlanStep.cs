namespace PostSoftwareHook.Propagation;

/// <summary>The plan for one object, even if it stays unchanged.</summary>
/// <param name="Name">The object's name.</param>
/// <param name="Action">The planned action.</param>
/// <param name="Reason">The reason, or null if it is obvious.</param>
/// <param name="Change">The write, or null if there is none.</param>
internal sealed record PlanStep(string Name, ItemAction Action, string? Reason = null, Change? Change = null);
