using PostSoftwareHook.CommandLine.Clusters;
using PostSoftwareHook.Run;

namespace PostSoftwareHook.CommandLine;

/// <summary>Shows the progress of runs. Called from several threads.</summary>
internal interface IFleetWatch : IAsyncDisposable
{
    void Begin(ChosenCluster cluster);

    void Step(ChosenCluster cluster, RunProgress progress);

    void End(ClusterResult result);
}
