using k8s.Models;

namespace PostSoftwareHook.ClusterTests.Verifying;

/// <summary>A run stays until what it restarted runs, and says at its deadline what doesn't.</summary>
public class StayingUntilItRuns(IncidentFixture fixture) : IncidentTests(fixture)
{
    [Fact]
    public async Task Without_wait_it_ends_when_everything_is_written()
    {
        Incident.Node.IsAlive = false;

        var result = await Hook.RunAsync("""{"wait": false}""");

        Assert.True(result.Changed);
        Assert.False(result.Failed, result.Message);
        Assert.Equal("healed", result.Status(Marketplace));
        Assert.Contains(Names.PullSecret, await LinksOfAsync(Agent, Names.KlusterletWorkAccount));
        Incident.Node.IsAlive = true;
        await Incident.WaitUntilReadyAsync([.. Names.Catalogs, Names.Klusterlet, Names.KlusterletAgent]);
    }

    [Fact]
    public async Task A_pod_that_never_becomes_ready_fails_the_run_and_is_named()
    {
        Incident.Node.IsAlive = false;

        var result = await Hook.RunAsync("""{"wait_timeout": 6}""");

        Assert.True(result.Failed);
        Assert.True(result.Changed);
        Assert.Equal("failed", result.Status(Marketplace));
        Assert.Equal("failed", result.Status(Agent));
        Assert.Matches($@"Not healed: .*{Agent}: .*pod klusterlet-agent-\w{{5}} is not Ready yet", result.Message);
        Assert.Matches(@"pod redhat-operators-\w{5} is not Ready yet", result.Message);
    }

    [Fact]
    public async Task A_catalog_that_never_answers_fails_the_run_and_is_named()
    {
        await Incident.ResetAsync(new() { Olm = new() { FrozenState = "CONNECTING" } });

        var result = await Hook.RunAsync("""{"wait_timeout": 8}""");

        Assert.True(result.Failed);
        Assert.Equal("failed", result.Status(Marketplace));
        Assert.Contains("catalog source redhat-operators is CONNECTING, not READY yet", result.Message, StringComparison.Ordinal);
        Assert.Equal("healed", result.Status(Agent));
    }

    [Fact]
    public async Task A_catalog_that_is_said_to_be_ready_while_its_pod_is_not_is_not_believed()
    {
        await Incident.ResetAsync(new() { Olm = new() { FrozenState = "READY" } });
        Incident.Node.IsAlive = false;

        var result = await Hook.RunAsync("""{"wait_timeout": 6}""");

        Assert.True(result.Failed);
        Assert.Equal("failed", result.Status(Marketplace));
        var catalog = result.Json["catalog_sources"]!.AsArray().Single(catalog => (string?)catalog!["name"] == "redhat-marketplace")!;
        Assert.Equal("READY", (string?)catalog["state"]);
        Assert.False((bool)catalog["ready"]!);
    }

    [Fact]
    public async Task A_registry_that_refuses_the_right_credentials_fails_the_run_and_no_pod_is_restarted_twice()
    {
        await Incident.SetImageApiAsync(ImageApiFault.Absent); // who could ask would write nothing
        var stuck = (await Incident.StuckAsync()).Select(pod => pod.Name()).ToHashSet();
        Incident.Registry.RejectEveryone(Names.RedHatRegistry);
        var mark = await ControlPlane.Audit.MarkAsync();

        var result = await Hook.RunAsync("""{"wait_timeout": 10}""");

        Assert.True(result.Failed);
        Assert.Equal("credentials_rejected", result.Verdict);
        Assert.Contains("the registry refuses it", result.Message, StringComparison.Ordinal);
        Assert.Contains("failed", result.Pods(Agent)[Names.Klusterlet]);
        var deleted = (await ControlPlane.Audit.WritesSinceAsync(mark)).Where(entry => entry is { Verb: "delete", Resource: "pods" }).Select(entry => entry.Name).ToList();
        Assert.Equal(8, deleted.Count);
        Assert.Subset(stuck, deleted.ToHashSet());
        await Incident.WaitUntilReadyAsync([Names.CustomCatalog]);
    }
}
