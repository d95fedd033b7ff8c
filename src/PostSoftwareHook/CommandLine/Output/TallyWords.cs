using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.CommandLine.Output;

/// <summary>Describes counts of changes.</summary>
internal static class TallyWords
{
    /// <summary><c>2 secrets, 7 links and 9 restarts</c>.</summary>
    public static string Short(Tally tally) => Words.And(Parts(tally, ["secret", "link", "restart", "unlink", "deletion"], ["", "", "", "", ""]));

    /// <summary><c>2 secrets to write, 7 serviceaccounts to link and 9 pods to restart in 2 namespaces</c>.</summary>
    public static string Planned(Tally tally) => Long(tally, [" to write", " to link", " to restart", " to unlink", " to delete"]);

    /// <summary><c>2 secrets written, 7 serviceaccounts linked and 9 pods restarted in 2 namespaces</c>.</summary>
    public static string Executed(Tally tally) => Long(tally, [" written", " linked", " restarted", " unlinked", " deleted"]);

    private static string Long(Tally tally, string[] verbs) =>
        tally.IsEmpty ? "nothing" : $"{Words.And(Parts(tally, ["secret", "serviceaccount", "pod", "serviceaccount", "secret"], verbs))} in {Words.Count(tally.Namespaces, "namespace")}";

    private static List<string> Parts(Tally tally, string[] nouns, string[] verbs)
    {
        int[] counts = [tally.Secrets, tally.Links, tally.Restarts, tally.Unlinks, tally.Deletions];
        return [.. counts.Select((count, i) => count == 0 ? "" : Words.Count(count, nouns[i]) + verbs[i]).Where(part => part.Length > 0)];
    }
}
