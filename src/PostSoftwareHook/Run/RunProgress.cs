using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.Run;

/// <summary>The progress of a run.</summary>
/// <param name="Step">The current step.</param>
/// <param name="Detail">The host being read, or the conditions being waited for.</param>
/// <param name="Work">The changes being written, or null.</param>
/// <param name="Done">The number of namespaces done.</param>
/// <param name="All">The number of namespaces in total; 0 if not known yet.</param>
internal sealed record RunProgress(RunStep Step, string Detail = "", Tally? Work = null, int Done = 0, int All = 0);
