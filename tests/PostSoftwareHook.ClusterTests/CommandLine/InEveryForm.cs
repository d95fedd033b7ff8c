namespace PostSoftwareHook.ClusterTests.CommandLine;

/// <summary>Each form of output, in full.</summary>
public class InEveryForm(IncidentFixture fixture) : IncidentTests(fixture)
{
    /// <summary>Without RHACM's agent: of its two pods, chance says which comes first.</summary>
    protected override IncidentOptions Options => new() { AgentNamespace = false };

    /// <inheritdoc/>
    protected override bool LeavesItUntouched => true;

    [Theory]
    [InlineData("table")]
    [InlineData("markdown")]
    [InlineData("json")]
    [InlineData("yaml")]
    public async Task A_result_is_printed(string form)
    {
        var ran = await Hook.TypeAsync("heal", "--dry-run", "--output", form);

        Assert.Equal(3, ran.ExitCode);
        Assert.DoesNotContain('\e', ran.All);
        Snapshots.Match(Volatile.Scrubbed(ran.Output), $"Output.{form}");
    }
}
