using System.Text.Json.Nodes;

namespace PostSoftwareHook.ClusterTests.Investigating;

/// <summary>RHACM's pods may name RHACM's own pull secret, whose content comes from the hub; and an import brings its serviceaccounts one after the other.</summary>
public class ImportedClusters(IncidentFixture fixture) : InvestigationTests(fixture)
{
    private const string Lab = "open-cluster-management-agent-lab";

    /// <summary>Each test begins it in its own way.</summary>
    public override Task InitializeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData(ImportedPullSecret.Empty, "is empty: the hub has no pull secret for this cluster")]
    [InlineData(ImportedPullSecret.LacksHost, "has no entry for registry.redhat.io, only for registry.example.org")]
    [InlineData(ImportedPullSecret.Refused, "has an entry for registry.redhat.io, which the registry refuses")]
    public async Task Whose_templates_name_a_secret_that_does_not_serve_are_cured_on_the_hub(ImportedPullSecret content, string words)
    {
        await Incident.ResetAsync(new() { Import = new() { TemplatesNamePullSecret = true, PullSecret = content } });
        var before = await UidsOfAsync(Names.Klusterlet);
        var mark = await ControlPlane.Audit.MarkAsync();

        var result = await Hook.RunAsync(new JsonObject { ["targets"] = Targets(Agent), ["wait_timeout"] = 10 });
        var ran = await Hook.TypeAsync("heal", "--yes", "--targets", Agent, "--wait-timeout", "10");

        Assert.Equal("own_pull_secrets", result.Verdict);
        Assert.True(result.Failed);
        Assert.Equal("failed", Outcome(result));
        Assert.StartsWith(
            $"own_pull_secrets pod {Agent}/{Names.Klusterlet}-",
            EvidenceOf(result, "own_pull_secrets pod "),
            StringComparison.Ordinal);
        var cause = $"the template of its ReplicaSet/{Names.Klusterlet} names its own imagePullSecrets, {Names.AgentPullSecret}, so no link reaches the pod; {Names.AgentPullSecret} {words}; ";
        Assert.Contains(cause, EvidenceOf(result, "own_pull_secrets pod "), StringComparison.Ordinal);
        Assert.Contains(cause, result.Message, StringComparison.Ordinal);
        Assert.Empty(await WrittenSinceAsync(mark));
        Assert.Equal(before, await UidsOfAsync(Names.Klusterlet));
        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("spec.pullSecret of the KlusterletConfig", ran.Output, StringComparison.Ordinal);
        Assert.Contains($"oc get secret {Names.AgentPullSecret} -n {Agent}", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whose_templates_name_a_secret_that_serves_are_left_as_they_are()
    {
        await Incident.ResetAsync(new() { Import = new() { TemplatesNamePullSecret = true, PullSecret = ImportedPullSecret.Good } });
        var before = await UidsOfAsync(Names.Klusterlet);

        var result = await Hook.RunAsync();

        Assert.False(result.Failed, result.Message);
        Assert.DoesNotContain(result.Evidence, line => line.Contains(Agent, StringComparison.Ordinal));
        Assert.Empty(result.Pods(Agent));
        Assert.Equal(before, await UidsOfAsync(Names.Klusterlet));
    }

    [Fact]
    public async Task Whose_templates_name_a_secret_take_a_restart_once_the_node_has_its_file()
    {
        await Incident.ResetAsync(new() { Import = new() { TemplatesNamePullSecret = true } });
        await Incident.RollOutNodeConfigAsync();
        var mark = await ControlPlane.Audit.MarkAsync();

        var result = await Hook.RunAsync(new JsonObject { ["targets"] = Targets(Agent) });

        Assert.Equal("transient_refusal", result.Verdict);
        Assert.False(result.Failed, result.Message);
        Assert.Equal("healed", Outcome(result));
        await Incident.WaitUntilReadyAsync([Names.Klusterlet]);
        Assert.Contains(await WrittenSinceAsync(mark), request => request is { Verb: "delete", Resource: "pods" });
    }

    [Theory]
    [InlineData(Names.AgentNamespace)]
    [InlineData(Lab)]
    public async Task Whose_agents_come_later_are_healed_step_by_step(string ns)
    {
        await Incident.ResetAsync(new() { Import = new() { AgentNamespace = ns } });

        var result = await Hook.RunAsync(new JsonObject { ["targets"] = Targets(ns), ["wait_for_namespaces"] = 40 });

        Assert.False(result.Failed, result.Message);
        Assert.Equal("healed", result.Status(ns));
        Assert.All(
            (string[])[Names.Klusterlet, Names.KlusterletRegistrationAccount, Names.KlusterletWorkAccount],
            account => Assert.Equal("linked", result.Accounts(ns)[account]));
        await Incident.WaitUntilReadyAsync([Names.Klusterlet, Names.KlusterletRegistrationAgent, Names.KlusterletWorkAgent]);
        Assert.Equal(0, Incident.RhacmRepairs);
    }

    [Fact]
    public async Task Whose_add_on_names_the_hubs_secret_fail_after_the_agents_are_healed()
    {
        await Incident.ResetAsync(new() { Import = new() { AddOn = true } });

        var result = await Hook.RunAsync(new JsonObject { ["targets"] = Targets(Agent, Names.AddOnNamespace), ["wait_for_namespaces"] = 10, ["wait_timeout"] = 10 });

        Assert.True(result.Failed);
        Assert.Equal("own_pull_secrets", result.Verdict);
        Assert.Equal("healed", result.Status(Agent));
        Assert.Equal("failed", result.Status(Names.AddOnNamespace));
        Assert.Contains($"{Names.AgentPullSecret} has an entry for registry.redhat.io, which the registry refuses", result.Message, StringComparison.Ordinal);
        await Incident.WaitUntilReadyAsync([Names.KlusterletRegistrationAgent, Names.KlusterletWorkAgent]);
    }

    [Fact]
    public async Task In_another_namespace_are_told_where_that_is_no_target()
    {
        await Incident.ResetAsync(new() { Import = new() { AgentNamespace = Lab } });

        var result = await Hook.RunAsync();

        Assert.Matches(
            $"Outside the targets, in {Lab}, pod {Names.Klusterlet}-\\w+ waits for its image: .*add {Lab} to targets\\.",
            Assert.Single(result.Warnings, warning => warning.StartsWith("Outside the targets", StringComparison.Ordinal)));
    }
}
