namespace PostSoftwareHook.ClusterTests.Ansible;

/// <summary>playbooks/fix_pull_secret.yml, as an operator runs it.</summary>
public class FixingOneClusterByHand(IncidentFixture fixture) : IncidentTests(fixture)
{
    private static readonly string Playbook = Repository.PathTo("playbooks/fix_pull_secret.yml");

    [Theory, BothAnsibleCores]
    public async Task Check_mode_shows_what_the_run_then_does_and_a_second_run_changes_nothing(AnsibleCore core)
    {
        using var node = ControlNode.InCheckout(core, Incident.Planted);
        var start = await ControlPlane.Audit.MarkAsync();

        var check = await node.PlaybookAsync(Playbook, "-e", $"kubeconfig={ControlPlane.Kubeconfig}", "--check", "--diff");

        Assert.Equal(0, check.ExitCode);
        Assert.Empty(await ControlPlane.Audit.WritesSinceAsync(start));
        Assert.Contains("PLAN. Would do: 2 secrets, 7 serviceaccount links, 8 pod restarts in 2 namespaces.", check.Output, StringComparison.Ordinal);
        Assert.Contains("+  serviceaccount workshop-operators imagePullSecrets: [pull-secret]", check.Output, StringComparison.Ordinal);
        Assert.Matches(@"localhost +: ok=\d+ +changed=1 +unreachable=0 +failed=0 ", check.Output);

        var real = await node.PlaybookAsync(Playbook, "-e", $"kubeconfig={ControlPlane.Kubeconfig}");

        Assert.Contains("HEALED. Done: 2 secrets, 7 serviceaccount links, 8 pod restarts in 2 namespaces.", real.Output, StringComparison.Ordinal);
        Assert.Matches(@"localhost +: ok=\d+ +changed=1 +unreachable=0 +failed=0 ", real.Output);
        Assert.Equal([Names.MissingTag], await StuckAsync());

        var healed = await ControlPlane.Audit.MarkAsync();
        var again = await node.PlaybookResultsAsync(Playbook, "-e", $"kubeconfig={ControlPlane.Kubeconfig}");

        Assert.True(again.Succeeded, again.Ran.All);
        Assert.Equal(0, again.Count("changed"));
        Assert.Equal("unchanged", (string?)again.Outcome()["outcome"]);
        Assert.Empty(await ControlPlane.Audit.WritesSinceAsync(healed));
    }

    [Fact]
    public async Task Without_a_kubeconfig_it_stops_and_asks_for_one()
    {
        using var node = ControlNode.InCheckout(AnsibleCore.Core214, Incident.Planted);

        var run = await node.PlaybookResultsAsync(Playbook);

        Assert.Equal(1, run.Count("failures"));
        Assert.Equal("Say which cluster is meant: -e kubeconfig=PATH. The default kubeconfig is never used.", run.Message("Require a kubeconfig"));
    }

    [Fact]
    public async Task A_kubeconfig_that_is_not_there_stops_it_with_its_path()
    {
        using var node = ControlNode.InCheckout(AnsibleCore.Core219, Incident.Planted);

        var run = await node.PlaybookResultsAsync(Playbook, "-e", "kubeconfig=sno/auth/kubeconfig");

        Assert.Equal(1, run.Count("failures"));
        Assert.Equal(
            $"There is no kubeconfig {node.Home}/sno/auth/kubeconfig. The default kubeconfig is never used instead: in AgnosticD it is the hub's.",
            run.Message("Require a kubeconfig that exists, or a host with credentials"));
    }

    [Fact]
    public async Task A_kubeconfig_relative_to_where_the_command_is_typed_is_found()
    {
        using var node = ControlNode.InCheckout(AnsibleCore.Core219, Incident.Planted);
        node.Write("auth/kubeconfig", await File.ReadAllTextAsync(ControlPlane.Kubeconfig));

        var run = await node.PlaybookResultsAsync(Playbook, "-e", "kubeconfig=auth/kubeconfig", "--check");

        Assert.True(run.Succeeded, run.Ran.All);
        Assert.Equal(ControlPlane.Host, (string?)Assert.Single(run.Healings()).Json["cluster"]!["host"]);
    }
}
