using System.Text.Json.Nodes;

namespace PostSoftwareHook.ClusterTests.Investigating;

/// <summary>While the hub says that the cluster has not joined, what appears on the cluster is healed.</summary>
public class ImportsThroughTheHub(HubFixture fixture) : IClassFixture<HubFixture>, IAsyncLifetime
{
    public async Task InitializeAsync()
    {
        await fixture.BeginAsync(new() { Import = new() }, new() { Imported = true });
        await Eventually.IsTrueAsync(async () => await fixture.Hub.ConditionAsync("ManagedClusterJoined") is not null, "the hub says something of the cluster");
    }

    public Task DisposeAsync()
    {
        fixture.ThrowIfActorsFailed();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Agents_that_appear_later_are_linked_and_restarted_until_the_cluster_has_joined()
    {
        Assert.NotEqual("True", await fixture.Hub.ConditionAsync("ManagedClusterJoined"));

        var result = await new Hook(fixture.Incident).RunAsync(new JsonObject
        {
            ["hub_kubeconfig"] = fixture.Hub.ControlPlane.Kubeconfig,
            ["managed_cluster"] = HubIncident.ManagedCluster,
            ["targets"] = new JsonArray(new JsonObject { ["namespace"] = Names.AgentNamespace }),
        });

        Leaks.MustNotBeIn(result.Json.ToJsonString(), fixture.Hub.ControlPlane.Planted);
        Assert.False(result.Failed, result.Message);
        Assert.True((bool)result.Json["managed_cluster"]!["joined"]!);
        Assert.All(
            (string[])[Names.Klusterlet, Names.KlusterletRegistrationAccount, Names.KlusterletWorkAccount],
            account => Assert.Equal("linked", result.Accounts(Names.AgentNamespace)[account]));
        Assert.Contains("restarted", result.Pods(Names.AgentNamespace)[Names.KlusterletRegistrationAgent]);
        await fixture.Incident.WaitUntilReadyAsync([Names.KlusterletRegistrationAgent, Names.KlusterletWorkAgent]);
    }
}
