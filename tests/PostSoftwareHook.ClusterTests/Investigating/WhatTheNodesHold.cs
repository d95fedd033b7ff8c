namespace PostSoftwareHook.ClusterTests.Investigating;

/// <summary>What the nodes lack explains why pods are refused, and never stands in for the pods' own cause.</summary>
public class WhatTheNodesHold(IncidentFixture fixture) : InvestigationTests(fixture)
{
    protected override IncidentOptions Options => new() { AgentNamespace = false };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Is_read_from_the_rendered_config_of_the_pods_node(bool isInBase64)
    {
        await Incident.ResetAsync(Options with { NodeConfigInBase64 = isInBase64 });

        var result = await Hook.RunAsync(checkMode: true);

        Assert.Equal("link_missing", result.Verdict);
        Assert.Matches(
            $@"^node_config_not_rolled_out node sno: holds no entry for {Names.RedHatRegistry} \(rendered-master-[0-9a-f]+\)$",
            EvidenceOf(result, $"node_config_not_rolled_out node sno: holds no entry for {Names.RedHatRegistry}"));
    }

    [Theory]
    [InlineData("missing", "has no usable pull secret: its file /var/lib/kubelet/config.json isn't there")]
    [InlineData("damaged", "has no usable pull secret: its file /var/lib/kubelet/config.json ")]
    [InlineData("other", "holds other credentials for registry.redhat.io than the source")]
    public async Task May_be_missing_damaged_or_other_credentials(string state, string words)
    {
        await Incident.SetNodeConfigAsync(state switch
        {
            "missing" => null,
            "damaged" => """{"auths":{"registry.redhat.io":{"auth":"@@@@"}}}""",
            _ => DockerConfig.WriteJson([new(Names.RedHatRegistry, StrangeCredential())]),
        });

        var result = await Hook.RunAsync();

        Assert.Equal("link_missing", result.Verdict);
        EvidenceOf(result, $"node_config_not_rolled_out node sno: {words}");
        Assert.False(result.Failed, result.Message);
        Assert.Equal([Names.MissingTag], await StuckAsync());
    }

    [Theory]
    [InlineData(PoolState.Paused, "is paused")]
    [InlineData(PoolState.Updating, "is updating")]
    [InlineData(PoolState.Degraded, "is degraded")]
    public async Task May_be_on_its_way_in_a_pool_that_nobody_is_told_to_unpause(PoolState state, string words)
    {
        await Incident.SetPoolAsync(state);

        var planned = await Hook.RunAsync(checkMode: true);
        var ran = await Hook.TypeAsync("diagnose", "-v");

        Assert.Equal("link_missing", planned.Verdict);
        EvidenceOf(planned, $"node_config_not_rolled_out machineconfigpool master: {words} ");
        Assert.All((string[])[planned.Json.ToJsonString(), ran.All], text => Assert.DoesNotMatch("(?i)unpause|paused\":\\s*false", text));
    }

    [Fact]
    public async Task May_be_accepted_where_the_source_is_refused_and_then_nothing_of_the_source_is_spread()
    {
        await Incident.RollOutNodeConfigAsync();
        await Incident.Source.RotateAsync(accepted: false);
        var mark = await ControlPlane.Audit.MarkAsync();

        var result = await Hook.RunAsync();

        Assert.Equal("transient_refusal", result.Verdict);
        Assert.False(result.Failed, result.Message);
        EvidenceOf(result, $"transient_refusal registry {Names.RedHatRegistry}: says, asked with openshift-config/pull-secret through the cluster at ");
        Assert.All(await WrittenSinceAsync(mark), request => Assert.True(request is { Verb: "delete", Resource: "pods" }, request.ToString()));
        Assert.Equal([Names.MissingTag], await StuckAsync());
    }
}
