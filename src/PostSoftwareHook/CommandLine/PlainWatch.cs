using PostSoftwareHook.Cluster;
using PostSoftwareHook.CommandLine.Clusters;
using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.CommandLine;

/// <summary>A line for each step of each cluster, for a log; what is waited for is told once.</summary>
internal sealed class PlainWatch(TextWriter output, Redactor redactor) : IFleetWatch
{
    private readonly Dictionary<ChosenCluster, string> _steps = [];
    private readonly Lock _lock = new();

    /// <inheritdoc/>
    public void Begin(ChosenCluster cluster)
    {
    }

    /// <inheritdoc/>
    public void Step(ChosenCluster cluster, RunProgress progress)
    {
        lock (_lock)
        {
            if (_steps.GetValueOrDefault(cluster) != progress.Step)
            {
                _steps[cluster] = progress.Step;
                Line(cluster, progress.Step == "waiting" ? "waiting until pods run and catalogs answer" : $"{progress.Step} {progress.Detail}");
            }
        }
    }

    /// <inheritdoc/>
    public void End(ClusterResult result)
    {
        lock (_lock)
        {
            _steps.Remove(result.Cluster);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Line(ChosenCluster cluster, string text)
    {
        try
        {
            output.WriteLine(Printable.OneLine(redactor.Clean($"{cluster.Name}: {text}")));
        }
        catch (Exception e) when (StandardOutput.IsOfAStream(e))
        {
            // A line that can't be written must not end the work that it tells of.
        }
    }
}
