namespace PostSoftwareHook.ClusterTests.Ansible;

/// <summary>
/// The role acts on the cluster it was told, never on that of the default kubeconfig, which in AgnosticD is the hub's. Here the
/// default kubeconfigs are somebody's of whom the API server must hear nothing.
/// </summary>
public class NeverTheDefaultKubeconfig(IncidentFixture fixture) : IncidentTests(fixture)
{
    private const string Bystander = "whoever-the-default-kubeconfig-is-of";

    protected override bool LeavesItUntouched => true;

    [Theory]
    [InlineData("main")]
    [InlineData("klusterlet")]
    public async Task Where_no_cluster_is_named_the_role_stops_and_says_how_to_name_one(string entryPoint)
    {
        var run = await RunRoleAsync(entryPoint, "{}");

        Assert.Equal(1, run.Count("failures"));
        Assert.StartsWith("No cluster was named. Set pull_secret_propagation_kubeconfig, or pull_secret_propagation_host with credentials", run.Message(TheCheck), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("main")]
    [InlineData("klusterlet")]
    public async Task Where_AgnosticD_has_no_kubeconfig_yet_the_role_stops_and_says_where_it_looked(string entryPoint)
    {
        var run = await RunRoleAsync(entryPoint, """{"output_dir": "/nowhere", "env_type": "sno", "guid": "abc12"}""");

        Assert.Equal(1, run.Count("failures"));
        Assert.StartsWith("There is no kubeconfig /nowhere/sno_abc12_kubeconfig.", run.Message(TheCheck), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_without_credentials_does_not_borrow_those_of_the_default_kubeconfig()
    {
        var run = await RunRoleAsync("main", $$"""{"pull_secret_propagation_host": "{{ControlPlane.Host}}", "pull_secret_propagation_ca_cert": "{{ControlPlane.CaCertificatePath}}"}""");

        Assert.Equal(1, run.Count("failures"));
        Assert.StartsWith("pull_secret_propagation_host was given without credentials.", run.Message(TheCheck), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_kubeconfig_does_not_stand_for_the_default_one()
    {
        var run = await RunRoleAsync("main", """{"pull_secret_propagation_kubeconfig": ""}""");

        Assert.Equal(1, run.Count("failures"));
        Assert.StartsWith("No cluster was named.", run.Message(TheCheck), StringComparison.Ordinal);
    }

    private const string TheCheck = "Require a kubeconfig that exists, or a host with credentials";

    /// <summary>Runs the role where every way to the default kubeconfig is open, and makes sure that none was taken.</summary>
    private async Task<AnsibleRun> RunRoleAsync(string entryPoint, string variables)
    {
        using var node = ControlNode.InCheckout(AnsibleCore.Core219, Incident.Planted);
        var theirs = ControlPlane.Kubeconfigs.ForUser(Bystander, ControlPlaneUsers.MastersGroup);
        node.Write(".kube/config", await File.ReadAllTextAsync(theirs));
        node.Set("KUBECONFIG", theirs);
        var playbook = node.Write("play.yml", $$"""
            - hosts: localhost
              connection: local
              gather_facts: false
              tasks:
                - ansible.builtin.include_role:
                    name: pull_secret_propagation
                    tasks_from: {{entryPoint}}
            """);
        var mark = await ControlPlane.Audit.MarkAsync();

        var run = await node.PlaybookResultsAsync(playbook, "-e", variables);

        Assert.Empty(await ControlPlane.Audit.SinceAsync(mark));
        return run;
    }
}
