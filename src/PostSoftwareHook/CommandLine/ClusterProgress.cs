using PostSoftwareHook.CommandLine.Clusters;
using PostSoftwareHook.Run;

namespace PostSoftwareHook.CommandLine;

/// <summary>Forwards one run's progress with the cluster's name. Synchronous and in order, unlike <see cref="Progress{T}"/>.</summary>
internal sealed class ClusterProgress(IFleetWatch watch, ChosenCluster cluster) : IProgress<RunProgress>
{
    /// <inheritdoc/>
    public void Report(RunProgress value) => watch.Step(cluster, value);
}
