namespace PostSoftwareHook.ClusterTests.Ansible;

/// <summary>What the role leaves behind: a fact, a report for a person, and a failure where it is wanted.</summary>
public class TheRolesOutcome(IncidentFixture fixture) : IncidentTests(fixture)
{
    [Fact]
    public async Task A_cluster_that_was_healed_is_reported_for_a_person()
    {
        using var node = ControlNode.InCheckout(AnsibleCore.Core214, Incident.Planted);

        var run = await RunRoleAsync(node, "pull_secret_propagation_wait_timeout: 60");

        Assert.True(run.Succeeded, run.Ran.All);
        Assert.Equal("healed, link_missing, changed True", run.Message("afterwards"));
        var report = run.Report();
        Assert.StartsWith("HEALED. Done: 2 secrets, 7 serviceaccount links, 8 pod restarts in 2 namespaces.", report, StringComparison.Ordinal);
        Assert.Contains($"Cluster: {ControlPlane.Host}, version 4.20.4, sno-student1-x7k2p", report, StringComparison.Ordinal);
        Assert.Contains("Found: link_missing", report, StringComparison.Ordinal);
        Assert.Contains("openshift-marketplace: healed", report, StringComparison.Ordinal);
        Assert.Contains("Catalogs: certified-operators READY, community-operators READY", report, StringComparison.Ordinal);
        Assert.True(report.Split('\n').Length <= 25, report);
    }

    [Fact]
    public async Task A_cluster_that_cannot_be_healed_stops_the_play_after_the_report()
    {
        await Incident.Source.BreakAsync(SourceFlaw.EmptyAuths);
        using var node = ControlNode.InCheckout(AnsibleCore.Core219, Incident.Planted);

        var run = await RunRoleAsync(node, "pull_secret_propagation_wait_timeout: 60");

        Assert.False(run.Succeeded);
        Assert.Equal(1, run.Count("failures"));
        Assert.Empty(run.Tasks("afterwards"));
        Assert.StartsWith("FAILED. ", run.Report(), StringComparison.Ordinal);
        Assert.Contains("Next: If the pull secret is missing, create it", run.Report(), StringComparison.Ordinal);
        Assert.Contains($"oc --kubeconfig {ControlPlane.Kubeconfig} extract secret/pull-secret -n openshift-config ", run.Report(), StringComparison.Ordinal);
        Assert.Equal(Assert.Single(run.Healings()).Message, run.Message("Fail if the cluster was not healed"));
    }

    [Theory, BothAnsibleCores]
    public async Task Where_it_is_not_fatal_the_play_goes_on_and_has_the_outcome_in_a_fact(AnsibleCore core)
    {
        await Incident.Source.BreakAsync(SourceFlaw.EmptyAuths);
        using var node = ControlNode.InCheckout(core, Incident.Planted);

        var run = await RunRoleAsync(node, "pull_secret_propagation_fatal: false");

        Assert.True(run.Succeeded, run.Ran.All);
        Assert.Equal(0, run.Count("rescued"));
        Assert.Equal("failed, source_invalid, changed False", run.Message("afterwards"));
    }

    [Fact]
    public async Task A_variable_of_the_wrong_kind_is_refused_before_the_cluster_is_asked()
    {
        using var node = ControlNode.InCheckout(AnsibleCore.Core219, Incident.Planted);
        var mark = await ControlPlane.Audit.MarkAsync();

        var run = await RunRoleAsync(node, "pull_secret_propagation_restart: sometimes");

        Assert.Equal(1, run.Count("failures"));
        Assert.Contains("value of pull_secret_propagation_restart must be one of: auth_failures, never, got: sometimes", run.Ran.Output, StringComparison.Ordinal);
        Assert.Empty(await ControlPlane.Audit.SinceAsync(mark));
    }

    [Fact]
    public async Task A_hub_without_the_clusters_name_on_it_is_refused()
    {
        using var node = ControlNode.InCheckout(AnsibleCore.Core214, Incident.Planted);
        var mark = await ControlPlane.Audit.MarkAsync();

        var run = await RunRoleAsync(node, $"pull_secret_propagation_hub_kubeconfig: {ControlPlane.Kubeconfig}");

        Assert.Equal(1, run.Count("failures"));
        Assert.Equal(
            "Set both pull_secret_propagation_hub_kubeconfig and pull_secret_propagation_managed_cluster, or neither.",
            run.Message("Require both the hub's kubeconfig and the cluster's name on the hub, or neither"));
        Assert.Empty(await ControlPlane.Audit.SinceAsync(mark));
    }

    private Task<AnsibleRun> RunRoleAsync(ControlNode node, string variable) => node.PlaybookResultsAsync(node.Write("play.yml", $$$"""
        - hosts: localhost
          connection: local
          gather_facts: false
          tasks:
            - block:
                - ansible.builtin.include_role:
                    name: pull_secret_propagation
                  vars:
                    pull_secret_propagation_kubeconfig: {{{ControlPlane.Kubeconfig}}}
                    {{{variable}}}
                - name: afterwards
                  ansible.builtin.debug:
                    msg: "{{ [pull_secret_propagation_outcome.outcome, pull_secret_propagation_outcome.verdict, 'changed ' ~ pull_secret_propagation_outcome.changed] | join(', ') }}"
        """));
}
