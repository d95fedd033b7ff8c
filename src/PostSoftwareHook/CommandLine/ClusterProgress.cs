using PostSoftwareHook.CommandLine.Clusters;
using PostSoftwareHook.Run;

namespace PostSoftwareHook.CommandLine;

/// <summary>Hands one run's progress on, with the cluster's name. At once, and in order, as <see cref="Progress{T}"/> would not.</summary>
internal sealed class ClusterProgress(IFleetWatch watch, ChosenCluster cluster) : IProgress<RunProgress>
{
    /// <inheritdoc/>
    public void Report(RunProgress value) => watch.Step(cluster, value);
}
