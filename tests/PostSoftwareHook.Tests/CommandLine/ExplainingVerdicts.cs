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

        var section = Section(name);

        Assert.Contains(string.Join('\n', guide.Meaning), section, StringComparison.Ordinal);
        Assert.Contains($"    {guide.Evidence}\n", section, StringComparison.Ordinal);
        Assert.Contains($"[{name}](#{name})", Troubleshooting, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Verdicts))]
    public void The_document_on_troubleshooting_gives_the_same_way_out_or_says_what_heal_does(string verdict)
    {
        var parsed = Enum.Parse<Verdict>(verdict);
        var section = Section(SnakeCase.Of(parsed)).Replace("`", "", StringComparison.Ordinal);
        var advice = VerdictGuide.Of(parsed).WayOut ?? parsed switch
        {
            Verdict.LinkMissing or Verdict.CopyStale => $"What to do: {Product.Name} heal.",
            Verdict.NotAuthentication => "What to do: mend what those words name. heal has nothing to do here and exits with 0.",
            Verdict.Healthy => null,
            _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "A verdict without a way out needs the document's own."),
        };

        if (advice is null)
        {
            Assert.DoesNotContain("What to do:", section, StringComparison.Ordinal);
        }
        else
        {
            Assert.Contains(advice, section, StringComparison.Ordinal);
        }
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

    [Fact]
    public void The_manual_page_and_the_readme_name_every_exit_code()
    {
        var page = File.ReadAllText(Repository.PathTo("docs/man/post-software-hook.1"));
        var readme = File.ReadAllText(Repository.PathTo("README.md")).Split("The exit code is ")[1].Split("`COMMAND --help`")[0];

        Assert.All(
            typeof(ExitCode).GetFields().Select(field => field.GetRawConstantValue()),
            code =>
            {
                Assert.Contains($"\n.TP\n.B {code}\n", page, StringComparison.Ordinal);
                Assert.Matches($@"\b{code}\b", readme);
            });
    }

    private static string Section(string verdict) => Troubleshooting.Split($"\n## {verdict}\n")[1].Split("\n## ")[0];
}
