using PostSoftwareHook.Propagation;
using PostSoftwareHook.Tests.Infra;

namespace PostSoftwareHook.Tests.OneSourceOfTruth;

/// <summary>Each verdict has a row, and each row can be read by a workshop helper and typed as it stands.</summary>
public class KnowingEveryVerdict
{
    public static TheoryData<string> Names => [.. Enum.GetNames<Verdict>()];

    [Fact]
    public void There_is_a_row_for_each_verdict_and_no_two_of_one_rank()
    {
        Assert.Equal(Enum.GetValues<Verdict>().Order(), Verdicts.Rows.Select(row => row.Verdict).Order());
        Assert.Equal(Verdicts.Rows.Count, Verdicts.Rows.Select(row => row.Rank).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_verdict_is_explained_in_three_sentences_and_a_command(string verdict)
    {
        var row = Verdicts.Of(Enum.Parse<Verdict>(verdict));

        Assert.Equal(3, row.Meaning.Count);
        Assert.All(row.Meaning, sentence => Assert.InRange(sentence.Length, 20, 160));
        Assert.All(row.Meaning, sentence => Assert.EndsWith(".", sentence, StringComparison.Ordinal));
        Assert.StartsWith("oc ", row.Evidence.ToString(), StringComparison.Ordinal);
        Assert.Equal(row.Commands.Count > 0, row.Advice?.EndsWith(':') == true);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_source_is_named_as_it_is_configured(string verdict)
    {
        var row = Verdicts.Of(Enum.Parse<Verdict>(verdict)).For(new("team", "registry-login"));
        var texts = string.Join('\n', [.. row.Meaning, row.Evidence.ToString(), row.WayOut]);

        Assert.DoesNotContain("SOURCE_", texts, StringComparison.Ordinal);
        Assert.DoesNotContain("openshift-config", texts, StringComparison.Ordinal);
        Assert.Equal(row.Commands.Any(command => command.ToString().Contains("set data", StringComparison.Ordinal)), texts.Contains("secret/registry-login -n team", StringComparison.Ordinal));
    }

    /// <summary>oc set data replaces all of a secret's data.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_set_was_extracted_before_and_no_pool_goes_on_by_force(string verdict)
    {
        var commands = Verdicts.Of(Enum.Parse<Verdict>(verdict)).Commands.Select(command => command.ToString()).ToList();

        Assert.All(commands.Where(command => command.StartsWith("oc set data", StringComparison.Ordinal)), _ => Assert.StartsWith("oc extract ", commands[0], StringComparison.Ordinal));
        Assert.DoesNotContain(commands, command => command.Contains("paused", StringComparison.Ordinal) || command.Contains("replace", StringComparison.Ordinal));
    }

    [Fact]
    public void A_diagnosis_names_the_source_that_cannot_be_used()
    {
        var settings = Make.For(Make.Marketplace) with { Sources = [Make.Source().Id, new("team", "registry-login")] };

        Assert.Equal(new NamespacedName("team", "registry-login"), Make.Round(Make.Namespace(), settings).Diagnosis!.Source);
        Assert.Equal(Make.Source().Id, Make.Round(Make.Namespace()).Diagnosis!.Source);
    }
}
