using System.Net;

namespace PostSoftwareHook.ClusterTests.Investigating;

/// <summary>
/// The image API may be absent, forbidden, down, slow or wrong: the refused pods are healed as if it were not there, and that nobody
/// was asked is said.
/// </summary>
public class NobodyToAsk(IncidentFixture fixture) : InvestigationTests(fixture)
{
    private static readonly string[] Askers = ["source", "node"];

    [Theory]
    [InlineData(ImageApiFault.Absent, null)]
    [InlineData(ImageApiFault.Unavailable, "503")]
    [InlineData(ImageApiFault.Forbidden, "may not create imagestreamimports in namespace ")]
    [InlineData(ImageApiFault.AnswersOtherKind, "the answer is not what was asked for")]
    [InlineData(ImageApiFault.AnswersHalf, "")]
    [InlineData(ImageApiFault.AnswersWithoutImages, "the answer is not what was asked for")]
    [InlineData(ImageApiFault.RegistryNotAllowed, "not allowed by whitelist")]
    public async Task Does_not_keep_refused_pods_from_being_healed(ImageApiFault fault, string? warning)
    {
        await Incident.SetImageApiAsync(fault);

        var result = await Hook.RunAsync();

        Assert.Equal("link_missing", result.Verdict);
        Assert.False(result.Failed, result.Message);
        Assert.Equal("healed", Outcome(result));
        Assert.All(
            (string[])[Names.RedHatRegistry, Names.ConnectRegistry],
            host => Assert.Contains($"link_missing {host}: was not asked, so whether it accepts the source's credentials is not proven", result.Evidence));
        Assert.Equal([Names.MissingTag], await StuckAsync());
        Assert.All(Askers, asker =>
        {
            var start = $"Whether the registry accepts the {asker}'s credentials is not known: ";
            var told = result.Warnings.Where(each => each.StartsWith(start, StringComparison.Ordinal)).ToList();
            Assert.Equal(warning is null ? 0 : 1, told.Count);
            Assert.All(told, each => Assert.Contains(warning!, each, StringComparison.Ordinal));
        });
    }

    [Fact]
    public async Task Does_not_hold_the_run_up_for_long_and_is_not_tried_again()
    {
        await Incident.SetImageApiAsync(ImageApiFault.Hangs);
        var mark = await ControlPlane.Audit.MarkAsync();

        var result = await Hook.RunAsync();

        Assert.False(result.Failed, result.Message);
        Assert.Equal("healed", Outcome(result));
        Assert.All(Askers, asker => Assert.Contains(result.Warnings, each => each.StartsWith($"Whether the registry accepts the {asker}'s credentials is not known: ", StringComparison.Ordinal)));
        Assert.InRange((await LookupsSinceAsync(mark)).Count, 0, 2);
        Assert.Equal([Names.MissingTag], await StuckAsync());
    }

    [Fact]
    public async Task Is_not_the_case_where_the_answer_is_slow_and_pods_that_run_by_then_stay()
    {
        await Incident.ResetAsync(new() { Kubelet = new() { RetryAfter = TimeSpan.FromSeconds(2) } });
        await Incident.SetImageApiAsync(ImageApiFault.Slow, TimeSpan.FromSeconds(8));
        using var running = Hook.Start();
        await Task.Delay(TimeSpan.FromSeconds(2));
        await Incident.RollOutNodeConfigAsync();
        await Incident.WaitUntilReadyAsync([.. Names.Catalogs, Names.Klusterlet, Names.KlusterletAgent]);
        var before = await ReadyAsync();

        var result = await Hook.EndOfAsync(running);

        Assert.False(result.Failed, result.Message);
        Assert.NotEmpty(Incident.ImagesAsked);
        Assert.Equal(before, await ReadyAsync());
    }

    [Fact]
    public async Task Is_right_where_the_run_is_told_not_to_ask()
    {
        var mark = await ControlPlane.Audit.MarkAsync();

        var result = await Hook.RunAsync("""{"probe": false}""");

        Assert.False(result.Failed, result.Message);
        Assert.Equal("link_missing", result.Verdict);
        Assert.Contains($"link_missing {Names.RedHatRegistry}: was not asked, so whether it accepts the source's credentials is not proven", result.Evidence);
        Assert.DoesNotContain(result.Warnings, warning => warning.StartsWith("Whether the registry accepts", StringComparison.Ordinal));
        Assert.Empty(await LookupsSinceAsync(mark));
        Assert.Empty(Incident.ImagesAsked);
    }

    [Fact]
    public async Task Is_said_with_the_right_that_is_missing_and_asked_once()
    {
        await Incident.SetImageApiAsync(ImageApiFault.Forbidden);
        var mark = await ControlPlane.Audit.MarkAsync();

        var result = await Hook.RunAsync();

        Assert.Contains(result.Warnings, warning => warning.Contains("""Missing rule, see ansible/rbac: apiGroups: ["image.openshift.io"], resources: [imagestreamimports], verbs: [create].""", StringComparison.Ordinal));
        Assert.All(await LookupsSinceAsync(mark), lookup => Assert.Equal((int)HttpStatusCode.Forbidden, lookup.Code));
        Assert.Equal(2, (await LookupsSinceAsync(mark)).Count);
    }
}
