using PostSoftwareHook.CommandLine.Clusters;
using PostSoftwareHook.Options;

namespace PostSoftwareHook.CommandLine.Output;

/// <summary>Builds the next command to type from the one that was typed.</summary>
internal static class NextCommand
{
    private static readonly string[] Selecting = ["--kubeconfig", "--context", "--cluster-name", "--student", "--output-dir", "--parallel"];
    private static readonly string[] Flags = ["--dry-run", "--yes", "-y", "--verbose", "-v", "-vv", "--no-color"];
    private static readonly string[] Printing = ["--output", "-o", "--wait"];

    private static readonly string[] Secret = [.. OptionTable.All.Where(spec => spec.IsSecret).SelectMany(spec => spec.Names).Select(OptionNames.Typed)];

    /// <summary>Replaces the command and removes the options about printing and asking.</summary>
    /// <param name="verb">The new command.</param>
    /// <param name="typed">The command line as typed.</param>
    /// <param name="only">The cluster to restrict it to; null for the clusters that were selected.</param>
    public static string Of(HookVerb verb, IReadOnlyList<string> typed, ChosenCluster? only)
    {
        var words = new List<string> { Product.Name, verb.Name };
        if (only is not null)
        {
            words.AddRange(only.Path is { } path ? ["--kubeconfig", path] : []);
            words.AddRange(only.Context is { } context ? ["--context", context] : []);
        }

        for (var i = 1; i < typed.Count; i++)
        {
            var name = typed[i].Split('=')[0];
            var takesNext = !typed[i].Contains('=', StringComparison.Ordinal) && i + 1 < typed.Count && !typed[i + 1].StartsWith('-');
            if (Flags.Contains(name))
            {
                continue;
            }

            var isLeftOut = Printing.Contains(name) || (only is not null && Selecting.Contains(name));
            if (!isLeftOut)
            {
                words.Add(Secret.Contains(name) ? name : typed[i]);
            }

            if (takesNext && typed[i].StartsWith('-'))
            {
                i++;
                if (!isLeftOut)
                {
                    words.Add(Secret.Contains(name) ? "..." : typed[i]);
                }
            }
        }

        return string.Join(' ', words.Select(ShellWords.Quote));
    }
}
