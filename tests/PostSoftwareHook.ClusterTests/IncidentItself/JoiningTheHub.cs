namespace PostSoftwareHook.ClusterTests.IncidentItself;

/// <summary>A cluster that is imported joins its hub once its agent runs. The executable takes no part.</summary>
public class JoiningTheHub(HubFixture fixture) : IClassFixture<HubFixture>
{
    [Fact]
    public async Task The_work_agent_runs_after_the_hub_has_accepted_the_cluster_and_the_registration_agent_runs()
    {
        await BeginAsync(new() { AgentNamespace = false, Import = new() { HubAccepts = false } });
        Assert.Equal("Unknown", await fixture.Hub.ConditionAsync("ManagedClusterJoined"));

        await MendAsync();

        await fixture.Incident.WaitUntilReadyAsync([Names.KlusterletRegistrationAgent, Names.KlusterletWorkAgent]);
        await Eventually.IsTrueAsync(async () => await fixture.Hub.ConditionAsync("ManagedClusterJoined") == "True", "the cluster has joined");
        fixture.ThrowIfActorsFailed();
    }

    [Fact]
    public async Task An_agent_that_is_deployed_whole_joins_too()
    {
        await BeginAsync(new() { AgentNamespace = false });

        await MendAsync();

        await Eventually.IsTrueAsync(async () => await fixture.Hub.ConditionAsync("ManagedClusterJoined") == "True", "the cluster has joined");
        fixture.ThrowIfActorsFailed();
    }

    private async Task BeginAsync(IncidentOptions options)
    {
        await fixture.BeginAsync(options, new() { Imported = false });
        await fixture.Hub.ImportAsync();
        await Eventually.IsTrueAsync(async () => (await fixture.Incident.PodsOfAsync(Names.Klusterlet)).Count == 1, "the import begins");
        await fixture.Incident.WaitUntilSettledAsync();
        await Eventually.IsTrueAsync(async () => await fixture.Hub.ConditionAsync("ManagedClusterJoined") is not null, "the hub says something of the cluster");
    }

    private async Task MendAsync()
    {
        await fixture.Incident.RollOutNodeConfigAsync();
        foreach (var pod in await fixture.Incident.StuckAsync())
        {
            await fixture.Incident.DeletePodAsync(pod);
        }
    }
}
