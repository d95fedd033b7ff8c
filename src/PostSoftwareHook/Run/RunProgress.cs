using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.Run;

/// <summary>Where a run stands, for whoever watches it.</summary>
/// <param name="Step">What it is doing.</param>
/// <param name="Detail">What is asked or missing, in a few words.</param>
/// <param name="Work">What is being written; null where nothing is.</param>
/// <param name="Done">How many namespaces are done.</param>
/// <param name="All">Of how many; 0 where that isn't known yet.</param>
internal sealed record RunProgress(RunStep Step, string Detail = "", Tally? Work = null, int Done = 0, int All = 0);
