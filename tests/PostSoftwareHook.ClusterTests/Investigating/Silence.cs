namespace PostSoftwareHook.ClusterTests.Investigating;

/// <summary>Pods of which neither the status nor an event says why they wait (OpenShift 4.18 and older, after hours): the registry is asked.</summary>
public class Silence(IncidentFixture fixture) : InvestigationTests(fixture)
{
    private const string Silent = "neither the status nor an event says why";

    protected override IncidentOptions Options => new() { Kubelet = new() { PullEventsAreLost = true } };

    [Fact]
    public async Task Is_broken_by_the_registry_and_the_pods_are_healed()
    {
        var planned = await Hook.RunAsync(checkMode: true);
        var result = await Hook.RunAsync();

        Assert.Equal(("link_missing", "link_missing"), (planned.Verdict, result.Verdict));
        EvidenceOf(result, $"link_missing registry {Names.RedHatRegistry}: says, asked with openshift-config/pull-secret through the cluster at ");
        EvidenceOf(result, $"link_missing registry {Names.RedHatRegistry}: says, asked with the node's credentials through the cluster at ");
        Assert.False(result.Failed, result.Message);
        Assert.Equal("healed", Outcome(result));
        Assert.Equal([Names.MissingTag], await StuckAsync());
    }

    [Fact]
    public async Task Of_a_pod_whose_image_is_missing_is_not_for_want_of_credentials()
    {
        var result = await Hook.RunAsync();

        Assert.StartsWith(
            $"not_authentication pod {Marketplace}/{Names.MissingTag}-",
            EvidenceOf(result, "not_authentication "),
            StringComparison.Ordinal);
        Assert.Contains($"{Silent}; the registry was asked through the cluster at ", EvidenceOf(result, "not_authentication "), StringComparison.Ordinal);
        Assert.Equal(["skipped"], result.Pods(Marketplace)[Names.MissingTag]);
    }

    [Fact]
    public async Task Ends_with_a_restart_alone_once_the_node_has_its_file()
    {
        await Incident.RollOutNodeConfigAsync();
        var mark = await ControlPlane.Audit.MarkAsync();

        var result = await Hook.RunAsync();

        Assert.Equal("transient_refusal", result.Verdict);
        Assert.False(result.Failed, result.Message);
        Assert.All(await WrittenSinceAsync(mark), request => Assert.True(request is { Verb: "delete", Resource: "pods" }, request.ToString()));
        Assert.Equal([Names.MissingTag], await StuckAsync());
    }

    [Fact]
    public async Task Of_pods_whose_registry_refuses_the_source_too_ends_without_a_write()
    {
        Incident.Registry.RejectEveryone(Names.RedHatRegistry);
        Incident.Registry.RejectEveryone(Names.ConnectRegistry);
        var mark = await ControlPlane.Audit.MarkAsync();

        var result = await Hook.RunAsync();

        Assert.Equal("credentials_rejected", result.Verdict);
        Assert.True(result.Failed);
        Assert.Contains("the registry refuses the source's credentials (asked through the cluster at ", result.Message, StringComparison.Ordinal);
        Assert.Empty(await WrittenSinceAsync(mark));
    }

    [Theory]
    [InlineData(ImageApiFault.Absent)]
    [InlineData(ImageApiFault.Unavailable)]
    [InlineData(ImageApiFault.Forbidden)]
    [InlineData(ImageApiFault.AnswersOtherKind)]
    [InlineData(ImageApiFault.AnswersHalf)]
    [InlineData(ImageApiFault.AnswersWithoutImages)]
    [InlineData(ImageApiFault.RegistryNotAllowed)]
    public async Task Stays_where_nobody_can_be_asked_and_fails_the_run_without_a_write(ImageApiFault fault)
    {
        await Incident.SetImageApiAsync(fault);
        var mark = await ControlPlane.Audit.MarkAsync();

        var result = await Hook.RunAsync("""{"wait_timeout": 3}""");

        Assert.Equal("unknown", result.Verdict);
        Assert.True(result.Failed);
        Assert.Equal("failed", Outcome(result));
        Assert.Contains(Silent, result.Message, StringComparison.Ordinal);
        Assert.Empty(await WrittenSinceAsync(mark));
    }
}
