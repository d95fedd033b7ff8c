namespace PostSoftwareHook.ClusterTests.Investigating;

/// <summary>Whatever the answers, check mode names what the run after it does, and a second run finds nothing to do.</summary>
public class ThePlanIsWhatHappens(IncidentFixture fixture) : InvestigationTests(fixture)
{
    /// <summary>Each test begins it in its own way.</summary>
    public override Task InitializeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("the incident")]
    [InlineData("silent pods")]
    [InlineData("a source that is refused")]
    [InlineData("nobody to ask")]
    [InlineData("a template with its own secret")]
    [InlineData("a pod outside the targets")]
    [InlineData("catalogd")]
    [InlineData("one registry that refuses")]
    public async Task Of(string state)
    {
        await Incident.ResetAsync(state switch
        {
            "silent pods" => new() { Kubelet = new() { PullEventsAreLost = true } },
            "a template with its own secret" => new() { TeamPullSecret = TeamPullSecret.Refused },
            "a pod outside the targets" => new() { RefusedOutsideTargets = true },
            "catalogd" => new() { HasCatalogd = true },
            _ => new(),
        });
        if (state == "nobody to ask")
        {
            await Incident.SetImageApiAsync(ImageApiFault.Unavailable);
        }

        if (state is "a source that is refused" or "one registry that refuses")
        {
            Incident.Registry.RejectEveryone(Names.RedHatRegistry);
        }

        if (state is "a source that is refused")
        {
            Incident.Registry.RejectEveryone(Names.ConnectRegistry);
        }

        var planned = await Hook.RunAsync(checkMode: true);
        var done = await Hook.RunAsync("""{"wait_timeout": 20}""");
        await Incident.WaitUntilSettledAsync();
        var mark = await ControlPlane.Audit.MarkAsync();
        var again = await Hook.RunAsync("""{"wait_timeout": 10}""");

        Assert.Equal(planned.Actions, done.Actions);
        Assert.Equal((planned.Verdict, planned.Changed, planned.Failed), (done.Verdict, done.Changed, done.Failed));
        Assert.False(again.Changed, again.Message);
        Assert.Empty(await WrittenSinceAsync(mark));
    }
}
