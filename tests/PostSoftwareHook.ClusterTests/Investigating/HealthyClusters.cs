using System.Text.Json.Nodes;

namespace PostSoftwareHook.ClusterTests.Investigating;

/// <summary>Where every pod runs, every Ready pod stays, and credentials that are refused are not spread.</summary>
public class HealthyClusters(IncidentFixture fixture) : InvestigationTests(fixture)
{
    private static readonly JsonObject Absent = new() { ["state"] = "absent" };

    protected override IncidentOptions Options => new() { Healthy = true };

    [Fact]
    public async Task Keep_every_ready_pod_through_heal_check_mode_and_removal()
    {
        var before = await ReadyAsync();
        Assert.All(Names.Catalogs, catalog => Assert.Contains(before, pod => pod.StartsWith($"{Marketplace} {catalog} ", StringComparison.Ordinal)));

        HookResult[] results =
        [
            await Hook.RunAsync(checkMode: true), await Hook.RunAsync(), await Hook.RunAsync(),
            await Hook.RunAsync(Absent, checkMode: true), await Hook.RunAsync(Absent),
        ];

        Assert.All(results, result => Assert.False(result.Failed, result.Message));
        Assert.All(results[..3], result => Assert.Equal("healthy", result.Verdict));
        Assert.All(Names.Catalogs, catalog => Assert.Equal("skipped", results[1].Accounts(Marketplace)[catalog]));
        await Incident.WaitUntilSettledAsync();
        Assert.Equal(before, await ReadyAsync());
    }

    [Fact]
    public async Task Whose_account_was_revoked_get_nothing_and_are_told_in_the_registrys_own_words()
    {
        var before = await ReadyAsync();
        var stored = await StoredAsync();
        Incident.Registry.RejectEveryone(Names.RedHatRegistry);
        Incident.Registry.RejectEveryone(Names.ConnectRegistry);
        var mark = await ControlPlane.Audit.MarkAsync();

        var planned = await Hook.RunAsync(checkMode: true);
        var result = await Hook.RunAsync();

        Assert.Equal(("credentials_rejected", "credentials_rejected"), (planned.Verdict, result.Verdict));
        Assert.False(planned.Failed || planned.Changed, planned.Message);
        Assert.False(result.Failed || result.Changed, result.Message);
        Assert.Equal("unchanged", Outcome(result));
        Assert.Matches(
            $"^credentials_rejected {Names.RedHatRegistry}: refuses the credentials of openshift-config/pull-secret \\(asked through the cluster at [0-9:]{{5}} UTC\\): unauthorized: Please login to the Red Hat Registry",
            EvidenceOf(result, $"credentials_rejected {Names.RedHatRegistry}"));
        EvidenceOf(result, $"credentials_rejected {Names.ConnectRegistry}");
        Assert.Empty(await WrittenSinceAsync(mark));
        Assert.Equal(stored, await StoredAsync());
        await Incident.WaitUntilSettledAsync();
        Assert.Equal(before, await ReadyAsync());
    }

    [Fact]
    public async Task Get_no_link_for_the_images_of_one_registry_that_refuses_because_another_accepts()
    {
        var before = await ReadyAsync();
        Incident.Registry.RejectEveryone(Names.RedHatRegistry);
        var mark = await ControlPlane.Audit.MarkAsync();

        var result = await Hook.RunAsync();

        Assert.Equal("credentials_rejected", result.Verdict);
        Assert.False(result.Failed, result.Message);
        Assert.Equal("skipped", result.Accounts(Agent)[Names.Klusterlet]);
        Assert.Empty(await WrittenSinceAsync(mark));
        Assert.Equal(before, await ReadyAsync());
    }
}
