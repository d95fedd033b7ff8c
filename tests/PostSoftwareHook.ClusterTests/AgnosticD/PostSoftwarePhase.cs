namespace PostSoftwareHook.ClusterTests.AgnosticD;

/// <summary>The whole of playbooks/post_software.yml, in an execution environment where the default kubeconfig is the hub's.</summary>
public class PostSoftwarePhase(HubFixture fixture) : IClassFixture<HubFixture>, IAsyncLifetime
{
    private const string Bystander = "whoever-the-default-kubeconfig-is-of";

    private static readonly string[] Imports =
        ["Create namespace on hub for SNO", "Import SNO to Hub (ManagedCluster)", "Import SNO to Hub (auto-import-secret)", "Import SNO to Hub (KlusterletAddonConfig)"];

    private SnoIncident Incident => fixture.Incident;

    private HubIncident Hub => fixture.Hub;

    public Task InitializeAsync() => fixture.BeginAsync(new() { AgentNamespace = false }, new() { Imported = false });

    public Task DisposeAsync()
    {
        fixture.ThrowIfActorsFailed();
        return Task.CompletedTask;
    }

    [Theory, BothAnsibleCores]
    public async Task Heals_imports_and_heals_the_klusterlet_and_a_second_run_changes_nothing(AnsibleCore core)
    {
        using var node = NodeOf(core);
        string[] phase =
        [
            .. Phase(node, core),
            "-e", $"rhacm_hub_api={Hub.ControlPlane.Host}",
            "-e", $"rhacm_hub_kubeconfig={Hub.ControlPlane.Kubeconfig}",
            "-e", "auto_import_to_rhacm=true",
            "-e", "student_name=student1",
        ];
        var (sno, hub) = (await Incident.ControlPlane.Audit.MarkAsync(), await Hub.ControlPlane.Audit.MarkAsync());

        var check = await node.PlaybookResultsAsync([.. phase, "--check"]);

        Assert.True(check.Succeeded, check.Ran.All);
        Assert.Equal(["healed", "pending", "pending"], check.Healings().Select(healing => (string?)healing.Json["outcome"]));
        Assert.Empty(await Incident.ControlPlane.Audit.WritesSinceAsync(sno));
        Assert.Empty(await Hub.ControlPlane.Audit.WritesSinceAsync(hub));

        var real = await node.PlaybookResultsAsync(phase);

        Assert.True(real.Succeeded, real.Ran.All);
        Assert.Equal([Names.MarketplaceNamespace, Names.AgentNamespace], real.Healings().Take(2).Select(healing => (string?)healing.Json["targets"]!.AsArray().Single(target => (string?)target!["status"] == "healed")!["namespace"]));
        Assert.Equal("pending", (string?)real.Outcome()["outcome"]); // the add-ons, which nobody deploys here
        Assert.All(Imports, name => Assert.True((bool)real.Task(name)["changed"]!, name));
        Assert.True((bool)real.Healings()[1].Json["managed_cluster"]!["available"]!);
        Assert.Equal("True", await Hub.ConditionAsync("ManagedClusterConditionAvailable"));
        Assert.Equal([Names.MissingTag], (await Incident.StuckAsync()).Select(pod => pod.Metadata.OwnerReferences?[0].Name ?? pod.Metadata.Name).Order(StringComparer.Ordinal));

        (sno, hub) = (await Incident.ControlPlane.Audit.MarkAsync(), await Hub.ControlPlane.Audit.MarkAsync());
        var again = await node.PlaybookResultsAsync(phase);

        Assert.True(again.Succeeded, again.Ran.All);
        Assert.Equal(0, again.Count("changed"));
        Assert.Empty(await Incident.ControlPlane.Audit.WritesSinceAsync(sno));
        Assert.Empty(await Hub.ControlPlane.Audit.SinceAsync(hub, Bystander));
    }

    [Theory, BothAnsibleCores]
    public async Task Heals_the_marketplace_of_a_cluster_that_stands_alone_too(AnsibleCore core)
    {
        using var node = NodeOf(core);
        var (sno, hub) = (await Incident.ControlPlane.Audit.MarkAsync(), await Hub.ControlPlane.Audit.MarkAsync());

        var check = await node.PlaybookResultsAsync([.. Phase(node, core), "--check"]);

        Assert.True(check.Succeeded, check.Ran.All);
        Assert.Equal("healed", (string?)Assert.Single(check.Healings()).Json["outcome"]);
        Assert.Empty(await Incident.ControlPlane.Audit.WritesSinceAsync(sno));

        var real = await node.PlaybookResultsAsync(Phase(node, core));

        Assert.True(real.Succeeded, real.Ran.All);
        Assert.Equal("healed", (string?)real.Outcome()["outcome"]);
        Assert.Equal(1, real.Count("changed"));
        await Incident.WaitUntilReadyAsync(Names.Catalogs);

        var again = await node.PlaybookResultsAsync(Phase(node, core));

        Assert.True(again.Succeeded, again.Ran.All);
        Assert.Equal(0, again.Count("changed"));
        Assert.Empty(await Hub.ControlPlane.Audit.SinceAsync(hub));
    }

    [Fact]
    public async Task Stops_where_the_cluster_is_not_installed()
    {
        using var node = NodeOf(AnsibleCore.Core219);

        var run = await node.PlaybookResultsAsync([.. Phase(node, AnsibleCore.Core219), "-e", "guid=another"]);

        Assert.Equal(1, run.Count("failures"));
        Assert.Equal(
            $"There is no {node.Home}/output/sno_another_kubeconfig: the cluster is not installed yet, or output_dir, guid, env_type or config is wrong.",
            run.Message("Require the SNO kubeconfig"));
    }

    private ControlNode NodeOf(AnsibleCore core)
    {
        var node = ControlNode.InCheckout(core, fixture.Planted);
        node.Write(".kube/config", File.ReadAllText(Hub.ControlPlane.Kubeconfigs.ForUser(Bystander, ControlPlaneUsers.MastersGroup)));
        node.Write("output/sno_abc12_kubeconfig", File.ReadAllText(Incident.ControlPlane.Kubeconfig));
        return node;
    }

    /// <summary>AgnosticD 1 calls the environment's name env_type, AgnosticD 2, whose execution environments are newer, config.</summary>
    private static string[] Phase(ControlNode node, AnsibleCore core) =>
    [
        Repository.PathTo("playbooks/post_software.yml"),
        "-e", $"output_dir={node.Home}/output",
        "-e", "guid=abc12",
        "-e", core == AnsibleCore.Core214 ? "env_type=sno" : "config=sno",
        "-e", "subdomain_base_suffix=.example.org",
        "-e", "post_software_retries=30",
        "-e", "post_software_delay=1",
        "-e", "pull_secret_propagation_klusterlet_wait_for_addon_namespace=1",
        "-e", "pull_secret_propagation_klusterlet_wait_timeout=60",
    ];
}
