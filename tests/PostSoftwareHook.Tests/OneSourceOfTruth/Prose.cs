using System.Text.RegularExpressions;
using PostSoftwareHook.Options;

namespace PostSoftwareHook.Tests.OneSourceOfTruth;

/// <summary>The tables' texts in each document's own marks for options and values.</summary>
internal static partial class Prose
{
    /// <summary>As Ansible's documentation marks them.</summary>
    public static string InModule(string text) => Value().Replace(OptionReference.Write(text, name => $"I({name})"), "C(${value})");

    /// <summary>As the role's documentation names them: by the variable, without marks.</summary>
    public static string InRole(string text) => Value().Replace(OptionReference.Write(text, name => RoleParts.Prefix + name), "${value}");

    /// <summary>As Markdown marks them.</summary>
    public static string InMarkdown(string text) => OptionReference.Write(text, name => $"`{name}`");

    /// <summary>An option's description, with the default where that is not in a place of its own.</summary>
    public static string Description(OptionSpec spec) =>
        spec is { Default: null, DefaultInWords: { } words } ? $"{spec.Description} Default: {words}." : spec.Description;

    /// <summary>A text broken at spaces into lines of at most <paramref name="width"/> characters.</summary>
    public static IEnumerable<string> Wrap(string text, int width)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = word;
            }
            else
            {
                line += line.Length == 0 ? word : $" {word}";
            }
        }

        yield return line;
    }

    [GeneratedRegex("`(?<value>[^`]+)`")]
    private static partial Regex Value();
}
