using Microsoft.Extensions.Logging;
using PostSoftwareHook.Guards;
using PostSoftwareHook.Run;

namespace PostSoftwareHook.CommandLine;

/// <summary>Runs one job after the other, several side by side. What happens on one cluster is of no consequence for the others.</summary>
internal sealed class Fleet(HookVerb verb, IReadOnlyList<ClusterJob> jobs, int atOnce, LogLevel level, Redactor redactor, IFleetWatch watch)
{
    /// <summary>How many clusters at once suit this machine: most of the time is spent waiting for answers.</summary>
    public static int DefaultAtOnce => Math.Max(8, 4 * Environment.ProcessorCount);

    /// <summary>The results, in the order of the jobs.</summary>
    /// <param name="checkMode">Whether to write nothing and stop after the plan, whatever the jobs say.</param>
    /// <param name="stop">Stops cleanly: runs end between two writes, and those that haven't begun don't.</param>
    public async Task<IReadOnlyList<ClusterResult>> RunAsync(bool checkMode, CancellationToken stop)
    {
        using var slots = new SemaphoreSlim(atOnce);
        return await Task.WhenAll(jobs.Select(async job =>
        {
            await slots.WaitAsync(CancellationToken.None).ConfigureAwait(false);
            try
            {
                return await RunAsync(job, checkMode || job.Request.CheckMode, stop).ConfigureAwait(false);
            }
            finally
            {
                slots.Release();
            }
        })).ConfigureAwait(false);
    }

    private async Task<ClusterResult> RunAsync(ClusterJob job, bool checkMode, CancellationToken stop)
    {
        watch.Begin(job.Cluster);
        var (report, _, isInternalError) = stop.IsCancellationRequested
            ? new(new() { Failed = true, Msg = "Not begun: stopped on request." }, null)
            : await OutcomeAsync(job, checkMode, stop).ConfigureAwait(false);
        var result = new ClusterResult(
            job.Cluster, verb, report with { Invocation = job.Invocation }, checkMode || job.Request.VerifyOnly, report.Failed && stop.IsCancellationRequested)
        {
            IsInternalError = isInternalError,
        };
        watch.End(result);
        return result;
    }

    private async Task<RunOutcome> OutcomeAsync(ClusterJob job, bool checkMode, CancellationToken stop)
    {
        try
        {
            var log = new StderrLogger(level, redactor, jobs.Count > 1 ? $"{job.Cluster.Name}: " : "");
            var request = job.Request with { CheckMode = checkMode, Progress = new ClusterProgress(watch, job.Cluster), IsAlone = jobs.Count == 1, DetailFlag = "-v" };
            return await HookRun.ExecuteAsync(request, log, redactor, stop).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // a defect that shows on one cluster must not take the other forty-nine along
        catch (Exception e)
#pragma warning restore CA1031
        {
            return new(new() { Failed = true, Msg = Product.Defect(e) }, null, IsInternalError: true);
        }
    }
}
