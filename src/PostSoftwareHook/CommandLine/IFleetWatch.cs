using PostSoftwareHook.CommandLine.Clusters;
using PostSoftwareHook.Run;

namespace PostSoftwareHook.CommandLine;

/// <summary>Watches clusters while they are worked on; called from several threads.</summary>
internal interface IFleetWatch : IAsyncDisposable
{
    /// <summary>Work on a cluster begins.</summary>
    void Begin(ChosenCluster cluster);

    /// <summary>It has come to another step.</summary>
    void Step(ChosenCluster cluster, RunProgress progress);

    /// <summary>It is done.</summary>
    void End(ClusterResult result);
}
