using PostSoftwareHook.Access;
using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.Run;

/// <summary>Which cluster, and what to do there.</summary>
/// <param name="Cluster">How to reach the cluster.</param>
/// <param name="Hub">How to reach its hub, or null where none is to be asked.</param>
/// <param name="Settings">What to do.</param>
/// <param name="CheckMode">Whether to write nothing and stop after the plan.</param>
/// <param name="Progress">Who watches, or null.</param>
/// <param name="VerifyOnly">Whether to write nothing, yet wait and judge as a run that heals does at its end.</param>
/// <param name="IsAlone">Whether this process makes no run on another cluster.</param>
/// <param name="DetailFlag">The flag that makes the log tell where a defect happened: the module and the command have different ones.</param>
internal sealed record RunRequest(
    ConnectionOptions Cluster,
    ConnectionOptions? Hub,
    Settings Settings,
    bool CheckMode,
    IProgress<RunProgress>? Progress = null,
    bool VerifyOnly = false,
    bool IsAlone = false,
    string? DetailFlag = null);
