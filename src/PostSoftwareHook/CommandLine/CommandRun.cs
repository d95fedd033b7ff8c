using Microsoft.Extensions.Logging;
using PostSoftwareHook.CommandLine.Clusters;
using PostSoftwareHook.CommandLine.Output;
using PostSoftwareHook.Guards;

namespace PostSoftwareHook.CommandLine;

/// <summary>Runs one command: finds the clusters, shows the plan and asks if it writes, runs, prints the result.</summary>
internal sealed class CommandRun(CommandOptions choices)
{
    private readonly Redactor _redactor = new();
    private readonly Terminal _terminal = Terminal.Detect(choices.NoColor);

    private bool Asks => choices.Verb.Writes && !choices.DryRun && !choices.Yes;

    /// <summary>Returns the exit code.</summary>
    /// <exception cref="HookException">The command line is wrong.</exception>
    public async Task<int> ToTheEndAsync(CancellationToken stop)
    {
        if (Asks && !_terminal.CanAsk)
        {
            throw new HookException($"{choices.Verb.Name} asks before it writes to clusters, but there is no terminal to ask on. Add --yes to go ahead, or --dry-run to see the plan.");
        }

        var clusters = ClusterFinder.Find(choices.Selection, Environment.GetEnvironmentVariable, Terminal.Say);
        if (clusters.Count > 1 && choices.Given["managed_cluster"] is not null)
        {
            throw new HookException($"--managed-cluster names one cluster on the hub, but {clusters.Count} clusters are selected. Run them one by one, or leave it out.");
        }

        if (clusters.Count > 1 && choices.Given["host"] is not null)
        {
            throw new HookException($"--host names one cluster, but {clusters.Count} kubeconfigs are given. Leave one of the two out.");
        }

        var jobs = clusters.Select(cluster => ClusterJob.Of(cluster, choices, _redactor)).ToList();
        if (Asks)
        {
            var plans = await RunAsync(jobs, isPreview: true, stop).ConfigureAwait(false);
            if (stop.IsCancellationRequested || !plans.Any(plan => plan.Run.Changed || Awaits(plan, jobs)))
            {
                return await EndAsync(plans, stop).ConfigureAwait(false);
            }

            Print(Pages.Of(plans, choices, PagePart.Plan, Clean), choices.IsTable ? Console.Out : Console.Error, choices.IsTable ? _terminal.HasColor : _terminal.IsLive);
            if (!await Question.AskAsync($"{(choices.Verb == HookVerb.Heal ? "Heal" : "Remove")} now? [y/N] ", stop).ConfigureAwait(false))
            {
                await Console.Error.WriteLineAsync("Nothing was written.").ConfigureAwait(false);
                return stop.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.WouldChange;
            }
        }

        return await EndAsync(await RunAsync(jobs, isPreview: false, stop).ConfigureAwait(false), stop).ConfigureAwait(false);
    }

    /// <summary>Whether the run should go on although the plan changes nothing, because it may wait for missing namespaces.</summary>
    private static bool Awaits(ClusterResult plan, List<ClusterJob> jobs) =>
        !plan.Run.Failed && jobs.First(job => job.Cluster == plan.Cluster).Request.Settings.WaitForNamespaces > TimeSpan.Zero;

    private async Task<IReadOnlyList<ClusterResult>> RunAsync(List<ClusterJob> jobs, bool isPreview, CancellationToken stop)
    {
        // Log lines would break the redrawn view.
        var isLive = _terminal.IsLive && choices.Level > LogLevel.Information;
        IFleetWatch watch = isLive ? new LiveView(Console.Error, _terminal, _redactor, jobs.Count) : new PlainWatch(Console.Error, _redactor, TimeProvider.System);
        await using (watch.ConfigureAwait(false))
        {
            return await new Fleet(choices.Verb, jobs, Math.Min(choices.Parallel ?? Fleet.DefaultAtOnce, jobs.Count), choices.Level, _redactor, watch).RunAsync(isPreview, stop).ConfigureAwait(false);
        }
    }

    private async Task<int> EndAsync(IReadOnlyList<ClusterResult> results, CancellationToken stop)
    {
        switch (choices.Output)
        {
            case "json":
                await Console.Out.WriteAsync(ResultJson.Write(results, Clean)).ConfigureAwait(false);
                break;
            case "yaml":
                await Console.Out.WriteAsync(ResultYaml.Write(results, Clean)).ConfigureAwait(false);
                break;
            case "markdown":
                await Console.Out.WriteAsync(Pages.Of(results, choices, PagePart.Whole, Clean).ToMarkdown()).ConfigureAwait(false);
                break;
            default:
                Print(Pages.Of(results, choices, Asks && results.Any(result => !result.IsPlan) ? PagePart.End : PagePart.Whole, Clean), Console.Out, _terminal.HasColor);
                break;
        }

        return ExitCode.Of(results, stop.IsCancellationRequested);
    }

    private void Print(Page page, TextWriter output, bool hasColor) => output.Write(hasColor ? page.ToAnsi(_terminal.Width) : page.ToText());

    private string Clean(string text) => _redactor.Clean(text);
}
