using PostSoftwareHook.CommandLine.Clusters;
using PostSoftwareHook.CommandLine.Output;
using PostSoftwareHook.Guards;
using PostSoftwareHook.Run;

namespace PostSoftwareHook.CommandLine;

/// <summary>
/// Writes progress as plain lines, for logs: a line per cluster and step, and for a long step another one every few seconds. Waiting is
/// reported once.
/// </summary>
/// <param name="output">Receives the lines.</param>
/// <param name="redactor">Masks secrets.</param>
/// <param name="clock">Measures the duration of a step.</param>
internal sealed class PlainWatch(TextWriter output, Redactor redactor, TimeProvider clock) : IFleetWatch
{
    private static readonly TimeSpan NowAndThen = TimeSpan.FromSeconds(5);

    private readonly Dictionary<ChosenCluster, (RunStep Step, long Told)> _last = [];
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
            var isNew = !_last.TryGetValue(cluster, out var last) || last.Step != progress.Step;
            if (isNew || (progress.Step != RunStep.Waiting && clock.GetElapsedTime(last.Told) >= NowAndThen))
            {
                _last[cluster] = (progress.Step, clock.GetTimestamp());
                Line(cluster, progress.Step == RunStep.Waiting ? "waiting until pods run and catalogs answer" : $"{Words.Step(progress.Step)} {Words.Detail(progress)}");
            }
        }
    }

    /// <inheritdoc/>
    public void End(ClusterResult result)
    {
        lock (_lock)
        {
            _last.Remove(result.Cluster);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Line(ChosenCluster cluster, string text)
    {
        try
        {
            output.WriteLine(Printable.OneLine(OptionNames.InMessage(redactor.Clean($"{cluster.Name}: {text}"))));
        }
        catch (Exception e) when (StandardOutput.IsOfAStream(e))
        {
            // A failed progress line must not end the run.
        }
    }
}
