using PostSoftwareHook.Contract;
using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.Run;

/// <summary>What a run came to.</summary>
/// <param name="Report">The result.</param>
/// <param name="Plan">The run's plan, for a diff; null where it came to none.</param>
/// <param name="IsInternalError">Whether a defect of this program ended it.</param>
internal sealed record RunOutcome(Report Report, Plan? Plan, bool IsInternalError = false);
