namespace PostSoftwareHook.ClusterTests.CheckMode;

/// <summary>Check mode prints the very plan that a run executes.</summary>
public class CheckModeAndTheRunThatFollows(IncidentFixture fixture) : IncidentTests(fixture)
{
    [Fact]
    public async Task Say_the_same_of_the_incident()
    {
        var planned = await Hook.RunAsync(checkMode: true, diff: true);
        var done = await Hook.RunAsync(diff: true);

        MustAgree(planned, done);
        Assert.True(done.Changed);
    }

    [Fact]
    public async Task Say_the_same_where_somebody_elses_secrets_are_in_the_way()
    {
        await CreateSecretAsync(Marketplace, Carried);
        await CreateSecretAsync(Agent, [KeyValuePair.Create(Names.RedHatRegistry, StrangeCredential())]);

        var planned = await Hook.RunAsync(checkMode: true, diff: true);
        var done = await Hook.RunAsync(diff: true);

        MustAgree(planned, done);
        Assert.True(done.Failed);
    }

    [Fact]
    public async Task Say_the_same_after_a_rotation()
    {
        await Hook.RunAsync();
        await Incident.WaitUntilSettledAsync();
        await Incident.Source.RotateAsync();

        var planned = await Hook.RunAsync(checkMode: true, diff: true);
        var done = await Hook.RunAsync(diff: true);

        MustAgree(planned, done);
        Assert.True(done.Changed);
    }

    [Fact]
    public async Task Say_of_a_healed_cluster_that_there_is_nothing_to_change()
    {
        await Hook.RunAsync();
        await Incident.WaitUntilSettledAsync();

        var planned = await Hook.RunAsync(checkMode: true, diff: true);
        var done = await Hook.RunAsync(diff: true);

        MustAgree(planned, done);
        Assert.False(done.Changed);
        Assert.Equal("", planned.Before);
        Assert.Equal("", planned.After);
    }

    private static void MustAgree(HookResult planned, HookResult done)
    {
        Assert.Equal(planned.Changed, done.Changed);
        Assert.Equal(planned.Failed, done.Failed);
        Assert.Equal(planned.Actions, done.Actions);
        Assert.Equal(planned.Verdict, done.Verdict);
        Assert.Equal(Scrub.Fingerprints(planned.Before!), Scrub.Fingerprints(done.Before!));
        Assert.Equal(Scrub.Fingerprints(planned.After!), Scrub.Fingerprints(done.After!));
    }
}
