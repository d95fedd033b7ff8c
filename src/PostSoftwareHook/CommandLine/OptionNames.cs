using System.Text.RegularExpressions;
using PostSoftwareHook.Options;

namespace PostSoftwareHook.CommandLine;

/// <summary>Options' names as they are typed, with dashes.</summary>
internal static partial class OptionNames
{
    /// <summary><c>--wait-timeout</c> for <c>wait_timeout</c>.</summary>
    public static string Typed(string name) => $"--{name.Replace('_', '-')}";

    /// <summary><paramref name="sentence"/>, which names options as a task does, for somebody who types them.</summary>
    public static string InSentence(string sentence) => Name().Replace(sentence, match =>
        OptionTable.All.Any(spec => spec.Names.Contains(match.Groups["name"].Value)) ? Typed(match.Groups["name"].Value) : match.Value);

    [GeneratedRegex(@"(?<=\b[Oo]ptions? |\bSet |\bset |, or widen )(?<name>[a-z]+)\b(?!_)|(?<![-\w/.])(?<name>[a-z]+(_[a-z]+)+)\b")]
    private static partial Regex Name();
}
