using System.Text.Json.Nodes;

namespace PostSoftwareHook.ClusterTests.AgnosticD;

/// <summary>The role's entry point klusterlet, while RHACM imports the cluster; and what the hub says of it.</summary>
public class TheKlusterletDuringAnImport(HubFixture fixture) : IClassFixture<HubFixture>
{
    private static readonly IncidentOptions NotImported = new() { AgentNamespace = false };

    [Fact]
    public async Task An_agent_that_appears_five_seconds_later_is_healed_and_joins()
    {
        await fixture.BeginAsync(NotImported, new() { Imported = false, DeploysAfter = TimeSpan.FromSeconds(5) });
        using var node = ControlNode.InCheckout(AnsibleCore.Core219, fixture.Planted);
        var playbook = node.Write("play.yml", $$"""
            - hosts: localhost
              connection: local
              gather_facts: false
              tasks:
                - ansible.builtin.include_role:
                    name: pull_secret_propagation
                    tasks_from: klusterlet
                  vars:
                    pull_secret_propagation_kubeconfig: {{fixture.Incident.ControlPlane.Kubeconfig}}
                    pull_secret_propagation_hub_kubeconfig: {{fixture.Hub.ControlPlane.Kubeconfig}}
                    pull_secret_propagation_managed_cluster: {{HubIncident.ManagedCluster}}
                    pull_secret_propagation_klusterlet_wait_for_namespaces: 60
                    pull_secret_propagation_klusterlet_wait_for_addon_namespace: 1
            """);
        var mark = await fixture.Incident.ControlPlane.Audit.MarkAsync();
        using var process = node.StartPlaybook(playbook);
        await Eventually.IsTrueAsync(async () => (await fixture.Incident.ControlPlane.Audit.SinceAsync(mark)).Count > 0, "the hook looks for the namespace");

        await fixture.Hub.ImportAsync();
        var run = await node.ResultsOfAsync(process);

        Assert.True(run.Succeeded, run.Ran.All);
        var agent = run.Healings()[0];
        Assert.Equal("healed", agent.Status(Names.AgentNamespace));
        Assert.Equal(["linked", "linked"], agent.Accounts(Names.AgentNamespace).Values);
        Assert.True(agent.Json["duration"]!.GetValue<double>() >= 5, $"{agent.Json["duration"]}");
        AssertJson("""{"name": "workshop-student1", "hub_accepted": true, "joined": true, "available": true}""", agent.Json["managed_cluster"]);
        Assert.Equal("True", await fixture.Hub.ConditionAsync("ManagedClusterConditionAvailable"));
        fixture.ThrowIfActorsFailed();
    }

    [Fact]
    public async Task Unknown_is_not_True()
    {
        await fixture.BeginAsync(NotImported, new() { Imported = true });

        var result = await RunAsync("""{"targets": "openshift-marketplace", "wait_timeout": 6}""", HubIncident.ManagedCluster, fixture.Hub.ControlPlane.Kubeconfig);

        Assert.Equal("Unknown", await fixture.Hub.ConditionAsync("ManagedClusterJoined"));
        Assert.True(result.Failed);
        AssertJson(
            """{"name": "workshop-student1", "hub_accepted": true, "joined": false, "available": false, "message": "Managed cluster joined: Unknown"}""",
            result.Json["managed_cluster"]);
        Assert.EndsWith("Not healed: hub: managed cluster workshop-student1 is not joined: Managed cluster joined: Unknown.", result.Message, StringComparison.Ordinal);
        Assert.Equal("healed", result.Status(Names.MarketplaceNamespace));
    }

    [Fact]
    public async Task A_cluster_that_the_hub_does_not_know_is_waited_for_and_then_named()
    {
        await fixture.BeginAsync(NotImported, new() { Imported = false });

        var result = await RunAsync("""{"targets": "openshift-marketplace", "wait_timeout": 6}""", "workshop-student9", fixture.Hub.ControlPlane.Kubeconfig);

        Assert.True(result.Failed);
        Assert.EndsWith("managed cluster workshop-student9 is not accepted by the hub: the hub has no such managed cluster yet.", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hub_that_cannot_be_reached_fails_with_its_address_after_the_cluster_was_healed()
    {
        await fixture.BeginAsync(NotImported, new());
        var unreachable = fixture.Hub.ControlPlane.Kubeconfigs.WithUnreachableHost();

        var result = await RunAsync("""{"wait_timeout": 5}""", HubIncident.ManagedCluster, unreachable);

        Assert.True(result.Failed);
        Assert.Matches($@"hub: https://127\.0\.0\.1:\d+ of kubeconfig {unreachable} \(context incident\) can't be reached: ", result.Message);
        Assert.Equal("healed", result.Status(Names.MarketplaceNamespace));
    }

    [Fact]
    public async Task A_hub_that_does_not_know_the_caller_fails_with_the_kubeconfig_to_renew()
    {
        await fixture.BeginAsync(NotImported, new());

        var result = await RunAsync("{}", HubIncident.ManagedCluster, fixture.Hub.ControlPlane.Kubeconfigs.WithInvalidToken());

        Assert.True(result.Failed);
        Assert.Matches(@"hub: https://127\.0\.0\.1:\d+ does not accept the credentials of kubeconfig .*/token \(context incident\) \(401 Unauthorized\)", result.Message);
    }

    [Theory]
    [InlineData(null, "the hub's", "hub_kubeconfig or hub_context is given without managed_cluster. Give the cluster's name on the hub, or leave them out.")]
    [InlineData("workshop-student1", null, "managed_cluster is given without hub_kubeconfig. Give the hub's kubeconfig, or leave managed_cluster out.")]
    public async Task A_hub_and_the_clusters_name_on_it_are_given_together_or_refused(string? name, string? hub, string sentence)
    {
        var mark = await fixture.Incident.ControlPlane.Audit.MarkAsync();

        var result = await RunAsync("{}", name, hub);

        Assert.True(result.Failed);
        Assert.Equal(sentence, result.Message);
        Assert.Empty(await fixture.Incident.ControlPlane.Audit.SinceAsync(mark));
    }

    private async Task<HookResult> RunAsync(string options, string? managedCluster, string? hubKubeconfig)
    {
        var given = JsonNode.Parse(options)!.AsObject();
        given["managed_cluster"] = managedCluster;
        given["hub_kubeconfig"] = hubKubeconfig;
        var result = await new Hook(fixture.Incident).RunAsync(given);
        Leaks.MustNotBeIn(result.Json.ToJsonString(), fixture.Hub.ControlPlane.Planted);
        return result;
    }

    private static void AssertJson(string expected, JsonNode? actual) => Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), actual?.ToJsonString());
}
