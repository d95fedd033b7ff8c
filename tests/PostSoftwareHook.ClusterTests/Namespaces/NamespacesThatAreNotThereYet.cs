using System.Text.Json.Nodes;

namespace PostSoftwareHook.ClusterTests.Namespaces;

/// <summary>RHACM's namespace appears only when the cluster is imported, which may be during the run, after it, or never.</summary>
public class NamespacesThatAreNotThereYet(IncidentFixture fixture) : IncidentTests(fixture)
{
    protected override IncidentOptions Options => new() { AgentNamespace = false };

    [Fact]
    public async Task One_that_is_absent_is_pending_and_the_run_has_not_failed()
    {
        var result = await Hook.RunAsync();

        Assert.False(result.Failed, result.Message);
        Assert.Equal("healed", result.Status(Marketplace));
        Assert.Equal("pending", result.Status(Agent));
        Assert.Equal("the namespace isn't there yet", (string?)result.Target(Agent)["reason"]);
        Assert.Contains(Agent, result.Message, StringComparison.Ordinal);
        await Incident.WaitUntilReadyAsync(Names.Catalogs);
    }

    [Fact]
    public async Task It_is_not_created_and_neither_is_a_serviceaccount()
    {
        var mark = await ControlPlane.Audit.MarkAsync();

        await Hook.RunAsync($$"""{"targets": [{"namespace": "{{Marketplace}}", "service_accounts": ["not-there"]}, {"namespace": "{{Agent}}"}]}""");
        await Hook.RunAsync();

        var writes = await ControlPlane.Audit.WritesSinceAsync(mark);
        Assert.DoesNotContain(writes, entry => entry.Resource == "namespaces");
        Assert.DoesNotContain(writes, entry => entry is { Resource: "serviceaccounts", Verb: "create" });
        Assert.DoesNotContain(writes, entry => entry.Namespace == Agent);
    }

    [Fact]
    public async Task One_that_appears_while_the_run_waits_for_it_is_healed()
    {
        using var running = Hook.Start(new()
        {
            ["wait_for_namespaces"] = 60,
            ["targets"] = new JsonArray(new JsonObject { ["namespace"] = Marketplace }, new JsonObject { ["namespace"] = Agent }),
        });
        await Incident.WaitUntilReadyAsync([Names.CustomCatalog]);
        await Incident.DeployAgentAsync();

        var result = await Hook.EndOfAsync(running);

        Assert.False(result.Failed, result.Message);
        Assert.Equal("healed", result.Status(Agent));
        Assert.Equal("created", result.SecretAction(Agent));
        Assert.Equal("linked", result.Accounts(Agent)[Names.Klusterlet]);
        await Incident.WaitUntilReadyAsync([Names.Klusterlet, Names.KlusterletAgent]);
        Assert.Equal(0, Incident.RhacmRepairs);
    }

    [Fact]
    public async Task Where_it_never_appears_the_run_ends_at_the_deadline_and_says_so()
    {
        var result = await Hook.RunAsync($$"""{"wait_for_namespaces": 3, "targets": [{"namespace": "{{Marketplace}}"}, {"namespace": "{{Agent}}"}]}""");

        Assert.False(result.Failed, result.Message);
        Assert.Equal("pending", result.Status(Agent));
        Assert.Equal("healed", result.Status(Marketplace));
        Assert.Contains($"Not there yet: {Agent}", result.Message, StringComparison.Ordinal);
    }
}
