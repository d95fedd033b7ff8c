using System.Text.Json.Nodes;

namespace PostSoftwareHook.ClusterTests.Permissions;

/// <summary>ansible/rbac/hub.yml, on the hub.</summary>
public class TheLeastRightsOnTheHub(HubFixture fixture) : IClassFixture<HubFixture>, IAsyncLifetime
{
    public Task InitializeAsync() => fixture.BeginAsync(new(), new());

    public Task DisposeAsync()
    {
        fixture.ThrowIfActorsFailed();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task With_them_the_managed_cluster_is_seen_to_join()
    {
        var result = await RunAsync(await Rights.GrantAsync(fixture.Hub.ControlPlane, ["hub.yml"]));

        Assert.False(result.Failed, result.Message);
        Assert.True((bool)result.Json["managed_cluster"]!["available"]!);
    }

    [Fact]
    public async Task Without_the_one_right_the_result_names_it_and_the_hub()
    {
        var right = Assert.Single(Rights.Of("hub.yml"));

        var result = await RunAsync(await Rights.GrantAsync(fixture.Hub.ControlPlane, ["hub.yml"], without: right));

        Assert.True(result.Failed);
        Assert.EndsWith(
            "hub: system:serviceaccount:post-software-hook:post-software-hook may not get managedclusters at cluster scope (403 Forbidden). "
                + $"Missing rule, see ansible/rbac: {right.Rule}.",
            result.Message,
            StringComparison.Ordinal);
        Assert.Equal("healed", result.Status(Names.MarketplaceNamespace));
    }

    private async Task<HookResult> RunAsync(string hubKubeconfig)
    {
        var result = await new Hook(fixture.Incident).RunAsync(new JsonObject { ["hub_kubeconfig"] = hubKubeconfig, ["managed_cluster"] = HubIncident.ManagedCluster });
        Leaks.MustNotBeIn(result.Json.ToJsonString(), fixture.Hub.ControlPlane.Planted);
        return result;
    }
}
