using System.Text.Json.Nodes;

namespace PostSoftwareHook.ClusterTests.Investigating;

/// <summary>What no pod of the targets tells: pods elsewhere, pools that have nothing to do with it, catalogs without pods, and catalogd.</summary>
public class CatalogsAndTheRest(IncidentFixture fixture) : InvestigationTests(fixture)
{
    protected override IncidentOptions Options => new() { Healthy = true, AgentNamespace = false };

    [Fact]
    public async Task A_refused_pod_outside_the_targets_is_told_with_the_targets_to_add()
    {
        await Incident.ResetAsync(Options with { RefusedOutsideTargets = true });
        var mark = await ControlPlane.Audit.MarkAsync();

        var result = await Hook.RunAsync();

        Assert.Equal("link_missing", result.Verdict);
        Assert.False(result.Failed, result.Message);
        EvidenceOf(result, $"link_missing pod {Names.OperatorsNamespace}/{Names.OutsideTargets}-");
        Assert.Matches(
            $"Outside the targets, in {Names.OperatorsNamespace}, pod {Names.OutsideTargets}-\\w+ waits for its image: .*to include it, add {Names.OperatorsNamespace} to targets\\.",
            Assert.Single(result.Warnings, warning => warning.StartsWith("Outside the targets", StringComparison.Ordinal)));
        Assert.Empty(await WrittenSinceAsync(mark));
    }

    [Fact]
    public async Task It_is_healed_where_its_namespace_is_a_target()
    {
        await Incident.ResetAsync(Options with { RefusedOutsideTargets = true });

        var result = await Hook.RunAsync(new JsonObject { ["targets"] = Targets(Marketplace, Names.OperatorsNamespace) });

        Assert.False(result.Failed, result.Message);
        Assert.Equal("healed", result.Status(Names.OperatorsNamespace));
        Assert.Equal("unchanged", result.Status(Marketplace));
        Assert.Empty(await StuckAsync());
    }

    [Fact]
    public async Task A_paused_pool_with_nothing_pending_is_not_mentioned()
    {
        await Incident.ResetAsync(new());
        await Incident.AddPausedPoolAsync("canary");

        var planned = await Hook.RunAsync(checkMode: true, verbosity: 3);
        var ran = await Hook.TypeAsync("diagnose", "--verbose");
        var result = await Hook.RunAsync();

        Assert.Equal("link_missing", planned.Verdict);
        Assert.False(result.Failed, result.Message);
        Assert.All(
            (string[])[planned.Json.ToJsonString(), ran.All, result.Json.ToJsonString()],
            text => Assert.DoesNotMatch("(?i)canary|paused", text));
    }

    [Fact]
    public async Task Catalogs_without_pods_that_are_not_ready_fail_the_run()
    {
        await Incident.ResetAsync(new() { HostedCatalogs = true, AgentNamespace = false, ControlPlaneTopology = "External" });
        var mark = await ControlPlane.Audit.MarkAsync();

        var result = await Hook.RunAsync("""{"wait_timeout": 3}""");
        var planned = await Hook.RunAsync(checkMode: true);
        var ran = await Hook.TypeAsync("verify", "--wait-timeout", "3");

        Assert.Equal("catalogs_unserved", result.Verdict);
        Assert.True(result.Failed);
        Assert.True(planned.Failed);
        Assert.Equal("failed", Outcome(result));
        Assert.All(Names.DefaultCatalogs, catalog => Assert.Contains($"catalogs_unserved catalog source {Marketplace}/{catalog}: is TRANSIENT_FAILURE, not READY", result.Evidence));
        Assert.Contains($"{Names.PollingCatalog} is TRANSIENT_FAILURE, not READY", result.Message, StringComparison.Ordinal);
        Assert.Equal(1, ran.ExitCode);
        Assert.DoesNotContain("VERIFIED", ran.Output, StringComparison.Ordinal);
        Assert.Empty(await WrittenSinceAsync(mark));
    }

    [Fact]
    public async Task Catalogd_that_is_refused_is_evidence_against_the_credentials()
    {
        await Incident.ResetAsync(Options with { HasCatalogd = true });
        var before = await ReadyAsync();
        Incident.Registry.RejectEveryone(Names.RedHatRegistry);
        await Eventually.IsTrueAsync(async () => (await Hook.RunAsync(checkMode: true)).Evidence.Count(line => line.Contains(" clustercatalog ", StringComparison.Ordinal)) == Names.DefaultCatalogs.Count, "catalogd tries again");
        var mark = await ControlPlane.Audit.MarkAsync();

        var result = await Hook.RunAsync();

        Assert.Equal("credentials_rejected", result.Verdict);
        Assert.True(result.Failed);
        var catalog = Names.ClusterCatalog(Names.PollingCatalog);
        Assert.StartsWith(
            $"credentials_rejected clustercatalog {catalog}: catalogd pulls {Images.Catalog(Names.PollingCatalog)} with openshift-config/pull-secret, and is refused: ",
            EvidenceOf(result, $"credentials_rejected clustercatalog {catalog}:"),
            StringComparison.Ordinal);
        Assert.Contains(catalog, result.Message, StringComparison.Ordinal);
        Assert.Empty(await WrittenSinceAsync(mark));
        Assert.Equal(before, await ReadyAsync());
    }

    [Fact]
    public async Task Catalogd_that_is_served_proves_the_credentials_where_nobody_can_be_asked()
    {
        await Incident.ResetAsync(new() { HasCatalogd = true, AgentNamespace = false });
        await Incident.SetImageApiAsync(ImageApiFault.Absent);

        var result = await Hook.RunAsync();

        Assert.False(result.Failed, result.Message);
        Assert.Equal("healed", Outcome(result));
        Assert.Contains(result.Evidence, line => line.StartsWith($"link_missing registry {Names.RedHatRegistry}: says, asked with openshift-config/pull-secret by catalogd for clustercatalog ", StringComparison.Ordinal));
        Assert.DoesNotContain(result.Evidence, line => line.StartsWith($"link_missing registry {Names.RedHatRegistry}: was not asked", StringComparison.Ordinal));
    }
}
