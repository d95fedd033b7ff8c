using PostSoftwareHook.Contract;
using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.CommandLine.Output;

/// <summary>Builds the pages that are printed for a person.</summary>
internal static class Pages
{
    /// <summary>The details of one cluster; for several clusters a table, followed by the failures.</summary>
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
        page.Heading($"{results.Count} clusters: {Words.Counts(ordered.Select(Words.Outcome))}", results.Any(result => result.Run.Failed) ? Tone.Bad : results.Any(result => result.WouldChange) ? Tone.Warn : Tone.Good);
        page.Header("CLUSTER", "OUTCOME", "VERDICT", "LEFT", "TIME", results[0].IsPlan ? "TO DO" : "DONE");
        foreach (var result in ordered)
        {
            page.Row(
                Words.ToneOf(result) is Tone.Good ? Tone.Plain : Words.ToneOf(result),
                result.Cluster.Name,
                Words.Outcome(result),
                result.Run.Diagnosis is { } diagnosis ? SnakeCase.Of(diagnosis.Verdict) : "-",
                Left(result) is 0 ? "-" : $"{Left(result)}",
                Words.Seconds(result.Run),
                Tally.Of(result.Run.Changes) is { IsEmpty: false } tally ? TallyWords.Short(tally) : "-");
        }

        if (results.Any(result => Left(result) > 0))
        {
            page.Item("LEFT is the number of items left unchanged. For details, run again with that cluster's kubeconfig only.");
        }

        if (part != PagePart.Plan && results.Any(result => result.WouldChange))
        {
            page.Item("Next:");
            page.Code(NextCommand.Of(choices.Verb == HookVerb.Remove ? HookVerb.Remove : HookVerb.Heal, choices.Typed, only: null));
        }

        foreach (var failed in ordered.Where(result => result.Run.Failed))
        {
            new ClusterSection(page, failed, choices.Typed, part, isOneOfMany: true).WriteFailure();
        }
    }

    private static int Left(ClusterResult result) => Warnings.Of(result.Run).Count;

    /// <summary>Order of the table's rows: changed clusters first, failed ones last, next to the prompt.</summary>
    private static int Rank(ClusterResult result) => result switch
    {
        { Run.Failed: true, IsStopped: false } => 4,
        { IsStopped: true } => 3,
        { Run.Outcome: TargetStatus.Pending } => 2,
        { Run.Changed: true } => 0,
        _ => 1,
    };
}
