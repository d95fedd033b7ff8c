using System.Text.RegularExpressions;

namespace PostSoftwareHook.ClusterTests.CommandLine;

/// <summary>Replaces what differs from run to run in what the command prints.</summary>
internal static partial class Volatile
{
    /// <summary>
    /// Beside what <see cref="Scrub"/> does: figures, the order of two pods whose names differ by chance, and the options, which end a
    /// result and stand in the contract's snapshots.
    /// </summary>
    public static string Scrubbed(string text)
    {
        text = Figures().Replace(Scrub.Text(text), "(TIME, N requests)");
        text = Column().Replace(text, "N.N s  ");
        text = Title().Replace(text, "TIME  ");
        text = Numbers().Replace(text, "${name}N");
        text = Arguments().Replace(text, "${name} OPTIONS");
        return Klusterlets().Replace(EvidencePod().Replace(text, "oc get pod POD -n"), "klusterlet-XXXXX, klusterlet-agent-XXXXX");
    }

    [GeneratedRegex(@"\(\d+\.\d s, \d+ requests\)")]
    private static partial Regex Figures();

    [GeneratedRegex(@"\d+\.\d s +")]
    private static partial Regex Column();

    [GeneratedRegex("TIME +")]
    private static partial Regex Title();

    [GeneratedRegex(@"(?<name>""?(?:duration|requests)""?: )[\d.]+")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"(?<name>""?module_args""?:).*", RegexOptions.Singleline)]
    private static partial Regex Arguments();

    [GeneratedRegex(@"klusterlet(?:-agent)?-XXXXX, klusterlet(?:-agent)?-XXXXX")]
    private static partial Regex Klusterlets();

    [GeneratedRegex(@"oc get pod [\w-]+ -n")]
    private static partial Regex EvidencePod();
}
