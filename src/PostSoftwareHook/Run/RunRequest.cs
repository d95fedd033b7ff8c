using PostSoftwareHook.Access;
using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.Run;

/// <summary>Which cluster, and what to do there.</summary>
/// <param name="Cluster">How to reach the cluster.</param>
/// <param name="Hub">How to reach its hub, or null where none is to be asked.</param>
/// <param name="Settings">What to copy where, and how long to wait.</param>
/// <param name="Purpose">What the run is for.</param>
/// <param name="Progress">Who watches, or null.</param>
/// <param name="DetailFlag">The flag with which whoever started the run has it log more, for the report of a defect; null where nothing is logged.</param>
/// <param name="IsAlone">Whether this process makes no run on another cluster.</param>
internal sealed record RunRequest(
    ConnectionOptions Cluster,
    ConnectionOptions? Hub,
    Settings Settings,
    Purpose Purpose,
    string? DetailFlag = null,
    IProgress<RunProgress>? Progress = null,
    bool IsAlone = false);
