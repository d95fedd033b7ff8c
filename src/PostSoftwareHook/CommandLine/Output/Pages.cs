using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.CommandLine.Output;

/// <summary>Puts together what is printed for a person.</summary>
internal static class Pages
{
    /// <summary>All about one cluster, or a table of many and after it what failed.</summary>
    public static Page Of(IReadOnlyList<ClusterResult> results, CommandOptions choices, PagePart part, Func<string, string> clean)
    {
        var page = new Page(clean);
        if (results is [var one])
        {
            new ClusterSection(page, one, choices.Typed, part, isOneOfMany: false).Write();
        }
        else
        {
            WriteFleet(page, results, choices, part);
        }

        return page;
    }

    private static void WriteFleet(Page page, IReadOnlyList<ClusterResult> results, CommandOptions choices, PagePart part)
    {
        var ordered = results.OrderBy(Rank).ThenBy(result => result.Cluster.Name, StringComparer.Ordinal).ToList();
        page.Heading($"{results.Count} clusters: {Words.Counts(ordered.Select(Words.Outcome))}", results.Any(result => result.Report.Failed) ? Tone.Bad : results.Any(result => result.WouldChange) ? Tone.Warn : Tone.Good);
        page.Header("CLUSTER", "OUTCOME", "VERDICT", "LEFT", "TIME", results[0].IsPlan ? "TO DO" : "DONE");
        foreach (var result in ordered)
        {
            page.Row(
                Words.ToneOf(result) is Tone.Good ? Tone.Plain : Words.ToneOf(result),
                result.Cluster.Name,
                Words.Outcome(result),
                result.Report.Diagnosis is { } diagnosis ? Words.Snake(diagnosis.Verdict) : "-",
                result.Report.Warnings.Count == 0 ? "-" : $"{result.Report.Warnings.Count}",
                Words.Seconds(result.Report),
                new Tally(result.Report) is { IsEmpty: false } tally ? tally.Short : "-");
        }

        if (results.Any(result => result.Report.Warnings.Count > 0))
        {
            page.Item("LEFT counts what is left as it is; one cluster's own report tells each: give its kubeconfig alone.");
        }

        if (part != PagePart.Plan && results.Any(result => result.WouldChange))
        {
            page.Item("Next:");
            page.Code(NextCommand.Of(choices.Verb == HookVerb.Remove ? HookVerb.Remove : HookVerb.Heal, choices.Typed, only: null));
        }

        foreach (var failed in ordered.Where(result => result.Report.Failed))
        {
            new ClusterSection(page, failed, choices.Typed, part, isOneOfMany: true).WriteFailure();
        }
    }

    /// <summary>What needs no look first, failures last.</summary>
    private static int Rank(ClusterResult result) => result switch
    {
        { Report.Failed: true, IsStopped: false } => 4,
        { IsStopped: true } => 3,
        { Report.Outcome: TargetStatus.Pending } => 2,
        { Report.Changed: true } => 0,
        _ => 1,
    };
}
