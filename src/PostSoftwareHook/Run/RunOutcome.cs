using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.Run;

/// <summary>The outcome of a run.</summary>
/// <param name="Result">The result.</param>
/// <param name="Plan">The run's plan, for a diff; null if there is none.</param>
internal sealed record RunOutcome(RunResult Result, Plan? Plan);
