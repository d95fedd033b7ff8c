using System.Text.RegularExpressions;
using PostSoftwareHook.Options;

namespace PostSoftwareHook.Tests.OneSourceOfTruth;

/// <summary>A message that refers to an option names one of the table.</summary>
public partial class ReferringToOptions
{
    [Fact]
    public void Each_reference_is_to_an_option_of_the_table()
    {
        var names = OptionTable.All.SelectMany(spec => spec.Names).ToHashSet();
        var references = (
            from file in Directory.EnumerateFiles(Repository.PathTo("src"), "*.cs", SearchOption.AllDirectories)
            from Match match in Reference().Matches(File.ReadAllText(file))
            select $"{Path.GetFileName(file)}: {match.Groups["name"].Value}").ToList();

        Assert.NotEmpty(references);
        Assert.All(references, reference => Assert.Contains(reference.Split(": ")[1], names));
    }

    [GeneratedRegex("""OptionReference\.To\("(?<name>[^"]*)"\)""")]
    private static partial Regex Reference();
}
