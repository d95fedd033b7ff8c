using PostSoftwareHook.Contract;
using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.Run;

/// <summary>What a run came to.</summary>
/// <param name="Report">The result.</param>
/// <param name="Plan">The run's plan, for a diff; null where it came to none.</param>
internal sealed record RunOutcome(Report Report, Plan? Plan);
