using PostSoftwareHook.Contract;
using System.CommandLine;
using PostSoftwareHook.CommandLine;
using PostSoftwareHook.CommandLine.Help;
using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.Tests.OneSourceOfTruth;

/// <summary>The manual page, in the language of man(7).</summary>
internal static class ManualParts
{
    /// <summary>The options of heal, as its help lists them.</summary>
    public static string OfOptions
    {
        get
        {
            var help = new HelpPage("", [], []);
            _ = new RunOptions(HookVerb.Heal, new Command(HookVerb.Heal.Name), help);
            return string.Join('\n', help.Groups.SelectMany(group => group.Rows.SelectMany(row => Item(row.Name, row.Text)).Prepend($".SS {Escaped(group.Title)}")));
        }
    }

    /// <summary>The verdicts.</summary>
    public static string OfVerdicts => string.Join('\n', Verdicts.Rows.SelectMany(row => Item(SnakeCase.Of(row.Verdict), $"{row.Wrong}. heal {row.HealDoes}.")));

    private static IEnumerable<string> Item(string name, string text) => [".TP", $".B {Escaped(name)}", Escaped(text)];

    private static string Escaped(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("-", "\\-", StringComparison.Ordinal).Replace("'", "\\(aq", StringComparison.Ordinal);
}
