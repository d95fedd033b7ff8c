using PostSoftwareHook.CommandLine.Output;
using PostSoftwareHook.CommandLine;
using PostSoftwareHook.Contract;
using PostSoftwareHook.Propagation;
using PostSoftwareHook.Tests.Infra;

namespace PostSoftwareHook.Tests.CommandLine;

/// <summary>Three sentences for a workshop helper, the same in the command and in the documents.</summary>
public class ExplainingVerdicts
{
    private static readonly string Troubleshooting = File.ReadAllText(Repository.PathTo("docs/troubleshooting.md"));

    public static TheoryData<string> Verdicts => [.. Enum.GetNames<Verdict>()];

    [Theory]
    [MemberData(nameof(Verdicts))]
    public void A_verdict_is_explained_in_three_sentences_and_a_command(string verdict)
    {
        var guide = VerdictGuide.Of(Enum.Parse<Verdict>(verdict));

        Assert.Equal(3, guide.Meaning.Count);
        Assert.All(guide.Meaning, sentence => Assert.InRange(sentence.Length, 20, 160));
        Assert.StartsWith("oc ", guide.Evidence, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Verdicts))]
    public void The_document_on_troubleshooting_says_the_same(string verdict)
    {
        var name = SnakeCase.Of(Enum.Parse<Verdict>(verdict));
        var guide = VerdictGuide.Of(Enum.Parse<Verdict>(verdict));

        var section = Troubleshooting.Split($"\n## {name}\n")[1].Split("\n## ")[0];

        Assert.Contains(string.Join('\n', guide.Meaning), section, StringComparison.Ordinal);
        Assert.Contains($"    {guide.Evidence}\n", section, StringComparison.Ordinal);
        Assert.Contains(guide.WayOut ?? "", section.Replace("`", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains($"[{name}](#{name})", Troubleshooting, StringComparison.Ordinal);
    }

    [Fact]
    public void The_command_names_a_pod_that_shows_it() => Assert.Contains(
        "oc get pod redhat-operators-x7k2p -n openshift-marketplace", Shown.Text(ResultBuilder.OfPlan(Purpose.Diagnose, Runs.Planned, null)), StringComparison.Ordinal);

    [Fact]
    public void The_manual_page_names_every_option()
    {
        var page = File.ReadAllText(Repository.PathTo("docs/man/post-software-hook.1")).Replace("\\-", "-", StringComparison.Ordinal);

        Assert.All(HookVerb.All.SelectMany(verb => verb.Options), option => Assert.Contains($"\n.B {OptionNames.Typed(option.Name)} ", page, StringComparison.Ordinal));
        Assert.All(HookVerb.All, verb => Assert.Contains($"\n.B {verb.Name}\n", page, StringComparison.Ordinal));
    }
}
