using System.Text.Json;

namespace PostSoftwareHook.ClusterTests.Verdicts;

/// <summary>A source that can't be used: nothing is written, and one sentence says what is wrong with it.</summary>
public class SourceThatIsInvalid(IncidentFixture fixture) : IncidentTests(fixture)
{
    // Each flaw takes the place of the one before, and nothing else changes.
    protected override bool LeavesItUntouched => true;

    public static TheoryData<SourceFlaw> Flaws => [.. Enum.GetValues<SourceFlaw>()];

    [Theory]
    [MemberData(nameof(Flaws))]
    public async Task Is_told_in_one_sentence_and_nothing_is_written(SourceFlaw flaw)
    {
        await Incident.Source.BreakAsync(flaw);
        var mark = await ControlPlane.Audit.MarkAsync();

        var result = await Hook.RunAsync();

        Assert.True(result.Failed);
        Assert.False(result.Changed);
        Assert.Equal("source_invalid", result.Verdict);
        Assert.Equal($"source_invalid secret openshift-config/pull-secret: {result.Message}", result.Evidence[0]);
        Assert.Empty(await ControlPlane.Audit.WritesSinceAsync(mark));
        Snapshots.Match(Scrub.Text(result.Message), $"SourceInvalid_{JsonNamingPolicy.SnakeCaseLower.ConvertName(flaw.ToString())}");
    }
}
