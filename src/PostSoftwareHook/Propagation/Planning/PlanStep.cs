namespace PostSoftwareHook.Propagation;

/// <summary>What is planned for one object, changed or not.</summary>
/// <param name="Name">The object's name.</param>
/// <param name="Action">What is planned.</param>
/// <param name="Reason">Why, where that isn't obvious; else null.</param>
/// <param name="Change">The write, or null where there is none.</param>
internal sealed record PlanStep(string Name, ItemAction Action, string? Reason = null, Change? Change = null);
