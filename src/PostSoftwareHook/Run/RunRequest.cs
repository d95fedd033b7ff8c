using PostSoftwareHook.Access;
using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.Run;

/// <summary>The cluster and the work to do.</summary>
/// <param name="Cluster">How to reach the cluster.</param>
/// <param name="Hub">How to reach its RHACM hub; null if the hub is not to be read.</param>
/// <param name="Settings">What to copy where, and how long to wait.</param>
/// <param name="Purpose">The purpose of the run.</param>
/// <param name="Progress">Receives the progress, or null.</param>
/// <param name="DetailFlag">The flag that makes the caller log more, named when a bug is reported; null if there is no such flag.</param>
/// <param name="IsAlone">Whether this is the only run in this process.</param>
internal sealed record RunRequest(
    ConnectionOptions Cluster,
    ConnectionOptions? Hub,
    Settings Settings,
    Purpose Purpose,
    string? DetailFlag = null,
    IProgress<RunProgress>? Progress = null,
    bool IsAlone = false);
