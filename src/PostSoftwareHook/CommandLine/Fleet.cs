using Microsoft.Extensions.Logging;
using PostSoftwareHook.Guards;
using PostSoftwareHook.Propagation;
using PostSoftwareHook.Run;

namespace PostSoftwareHook.CommandLine;

/// <summary>Runs jobs in parallel. A failure on one cluster does not affect the others.</summary>
internal sealed class Fleet(HookVerb verb, IReadOnlyList<ClusterJob> jobs, int atOnce, LogLevel level, Redactor redactor, IFleetWatch watch)
{
    /// <summary>Clusters at once, by default. Above the processor count, because runs mostly wait for the API server.</summary>
    public static int DefaultAtOnce => Math.Max(8, 4 * Environment.ProcessorCount);

    /// <summary>Returns the results in the order of the jobs.</summary>
    /// <param name="isPreview">Write nothing and stop after the plan, whatever the jobs say.</param>
    /// <param name="stop">Stops cleanly: a run ends between two writes, and runs that have not begun do not begin.</param>
    public async Task<IReadOnlyList<ClusterResult>> RunAsync(bool isPreview, CancellationToken stop)
    {
        using var slots = new SemaphoreSlim(atOnce);
        return await Task.WhenAll(jobs.Select(async job =>
        {
            await slots.WaitAsync(CancellationToken.None).ConfigureAwait(false);
            try
            {
                return await RunAsync(job, isPreview ? job.Request.Purpose.WithoutWriting() : job.Request.Purpose, stop).ConfigureAwait(false);
            }
            finally
            {
                slots.Release();
            }
        })).ConfigureAwait(false);
    }

    private async Task<ClusterResult> RunAsync(ClusterJob job, Purpose purpose, CancellationToken stop)
    {
        watch.Begin(job.Cluster);
        var run = stop.IsCancellationRequested ? RunResult.Broken(purpose, "Not started: the command was stopped.") : await ExecuteAsync(job, purpose, stop).ConfigureAwait(false);
        var result = new ClusterResult(job.Cluster, verb, run, job.Invocation, run.Failed && stop.IsCancellationRequested);
        watch.End(result);
        return result;
    }

    private async Task<RunResult> ExecuteAsync(ClusterJob job, Purpose purpose, CancellationToken stop)
    {
        try
        {
            var log = new StderrLogger(level, redactor, jobs.Count > 1 ? $"{job.Cluster.Name}: " : "");
            var request = job.Request with { Purpose = purpose, Progress = new ClusterProgress(watch, job.Cluster), IsAlone = jobs.Count == 1 };
            return (await HookRun.ExecuteAsync(request, log, redactor, stop).ConfigureAwait(false)).Result;
        }
#pragma warning disable CA1031 // a defect on one cluster must not end the runs on the others
        catch (Exception e)
#pragma warning restore CA1031
        {
            return RunResult.Defective(purpose, Product.Defect(e));
        }
    }
}
