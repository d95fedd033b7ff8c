using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.Run;

/// <summary>What a run came to.</summary>
/// <param name="Result">What it found, did and left.</param>
/// <param name="Plan">The run's plan, for a diff; null where it came to none.</param>
internal sealed record RunOutcome(RunResult Result, Plan? Plan);
