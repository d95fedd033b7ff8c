namespace PostSoftwareHook.ClusterTests.Verdicts;

/// <summary>Each verdict, by a cluster that is really in that state, with evidence that names the objects.</summary>
public class EachVerdict(IncidentFixture fixture) : IncidentTests(fixture)
{
    [Fact]
    public async Task Healthy_where_no_pod_waits_for_an_image()
    {
        await Incident.ResetAsync(new() { Healthy = true });

        var result = await DiagnoseAsync();

        Assert.Equal("healthy", result.Verdict);
        Assert.Empty(result.Evidence);
        Assert.False(result.Failed, result.Message);
    }

    [Fact]
    public async Task Link_missing_where_stuck_pods_do_not_carry_the_secret()
    {
        var result = await DiagnoseAsync();

        Assert.Equal("link_missing", result.Verdict);
        var pod = (await Incident.PodsOfAsync(Names.KlusterletAgent)).Single().Metadata.Name;
        var evidence = Assert.Single(result.Evidence, line => line.StartsWith($"link_missing pod {Agent}/{pod}: ", StringComparison.Ordinal));
        Assert.Contains("the pod doesn't carry pull-secret", evidence, StringComparison.Ordinal);
        Assert.Contains(Images.KlusterletAgent, evidence, StringComparison.Ordinal);
        Assert.Contains("unauthorized", evidence, StringComparison.Ordinal);
        Assert.Equal("""["registry.connect.redhat.com","registry.redhat.io"]""", result.Json["diagnosis"]!["registries"]!["needed"]!.ToJsonString());
        Assert.Equal("""["quay.io","registry.connect.redhat.com","registry.redhat.io"]""", result.Json["diagnosis"]!["registries"]!["in_source"]!.ToJsonString());
    }

    [Fact]
    public async Task Copy_stale_where_a_copy_of_ours_differs_from_the_source()
    {
        await Hook.RunAsync();
        await Incident.Source.RotateAsync();

        var result = await DiagnoseAsync();

        Assert.Equal("copy_stale", result.Verdict);
        Assert.Contains($"copy_stale secret {Marketplace}/pull-secret: differs from the source in quay.io, registry.connect.redhat.com, registry.redhat.io", result.Evidence);
        Assert.Contains(result.Evidence, line => line.StartsWith($"copy_stale secret {Agent}/pull-secret: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Source_missing_registry_where_it_has_no_entry_for_a_failing_image()
    {
        await Incident.Source.RemoveAsync(Names.ConnectRegistry);

        var result = await DiagnoseAsync();

        Assert.Equal("source_missing_registry", result.Verdict);
        Assert.True(result.Failed);
        var pod = (await Incident.PodsOfAsync(Names.CustomCatalog)).Single().Metadata.Name;
        Assert.StartsWith($"source_missing_registry pod {Marketplace}/{pod}: the source has no entry for registry.connect.redhat.com", result.Evidence[0], StringComparison.Ordinal);
        Assert.Equal(["failed"], result.Pods(Marketplace)[Names.CustomCatalog]);
        Assert.Equal(["restarted"], result.Pods(Marketplace)["redhat-marketplace"]);
    }

    [Fact]
    public async Task A_path_in_the_source_is_no_entry_for_the_registrys_other_images()
    {
        await Incident.Source.RemoveAsync(Names.ConnectRegistry);
        await Incident.Source.AddAsync("registry.connect.redhat.com/another-team");

        var result = await DiagnoseAsync();

        Assert.Equal("source_missing_registry", result.Verdict);
        Assert.Equal(["failed"], result.Pods(Marketplace)[Names.CustomCatalog]);
    }

    [Fact]
    public async Task Credentials_rejected_where_the_registry_refuses_what_the_source_holds()
    {
        Incident.Registry.RejectEveryone(Names.RedHatRegistry);
        await Hook.RunAsync("""{"wait": false}""");
        await Incident.WaitUntilSettledAsync();

        var result = await DiagnoseAsync();

        Assert.Equal("credentials_rejected", result.Verdict);
        Assert.True(result.Failed);
        Assert.False(result.Changed);
        var pod = (await Incident.PodsOfAsync(Names.Klusterlet)).Single().Metadata.Name;
        Assert.Contains(result.Evidence, line => line.StartsWith($"credentials_rejected pod {Agent}/{pod}: the pod carries pull-secret, equal to the source, and the registry refuses it", StringComparison.Ordinal));
        Assert.Contains(pod, result.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PoolState.Paused, "is paused")]
    [InlineData(PoolState.Updating, "is updating")]
    [InlineData(PoolState.Degraded, "is degraded")]
    public async Task Node_config_not_rolled_out_where_the_pool_is(PoolState state, string words)
    {
        await Incident.SetPoolAsync(state);

        var result = await DiagnoseAsync();

        Assert.Equal("node_config_not_rolled_out", result.Verdict);
        Assert.StartsWith($"node_config_not_rolled_out machineconfigpool master: {words}, so the nodes may not have the global pull secret yet", result.Evidence[0], StringComparison.Ordinal);
        Assert.Contains(result.Evidence, line => line.StartsWith("link_missing pod ", StringComparison.Ordinal));
        Assert.True(result.Changed);
    }

    [Fact]
    public async Task A_paused_pool_says_nothing_where_no_pod_is_held_back()
    {
        await Incident.ResetAsync(new() { Healthy = true });
        await Incident.SetPoolAsync(PoolState.Paused);

        var result = await DiagnoseAsync();

        Assert.Equal("healthy", result.Verdict);
    }

    [Theory]
    [InlineData("no such host")]
    [InlineData("Client.Timeout exceeded")]
    [InlineData("manifest unknown")]
    public async Task Not_authentication_where_pulls_fail_for_another_reason(string words)
    {
        await Incident.ResetAsync(new() { Healthy = true });
        var image = ImageName.Parse(Images.Catalog(Names.CustomCatalog));
        Incident.Registry.Break(image.Host, words switch
        {
            "no such host" => RegistryErrors.NoSuchHost(image.Host),
            "manifest unknown" => RegistryErrors.ManifestUnknown(image),
            _ => RegistryErrors.Timeout(image.Host),
        });
        await Incident.DeletePodAsync(Assert.Single(await Incident.PodsOfAsync(Names.CustomCatalog)));
        await Eventually.IsTrueAsync(async () => (await StuckAsync()).Contains(Names.CustomCatalog), "the new pod is stuck");

        var result = await DiagnoseAsync();

        Assert.Equal("not_authentication", result.Verdict);
        var evidence = Assert.Single(result.Evidence);
        Assert.Contains($"pod {Marketplace}/{Names.CustomCatalog}-", evidence, StringComparison.Ordinal);
        Assert.Contains(words, evidence, StringComparison.Ordinal);
        Assert.Equal(["skipped"], result.Pods(Marketplace)[Names.CustomCatalog]);
        Assert.False(result.Failed, result.Message);
    }

    [Fact]
    public async Task Cluster_not_ready_where_no_node_is()
    {
        await Incident.SetNodeReadyAsync(false);

        var result = await DiagnoseAsync();

        Assert.Equal("cluster_not_ready", result.Verdict);
        Assert.Equal("cluster_not_ready nodes: 0 of 1 are Ready", result.Evidence[0]);
    }

    [Fact]
    public async Task Cluster_not_ready_where_no_target_namespace_is_there()
    {
        var result = await Hook.RunAsync("""{"targets": [{"namespace": "not-yet"}, {"namespace": "nor-this"}]}""");

        Assert.Equal("cluster_not_ready", result.Verdict);
        Assert.Equal("cluster_not_ready namespaces: none of the targets is there: not-yet, nor-this", result.Evidence[0]);
        Assert.False(result.Changed);
    }

    [Fact]
    public async Task A_kubelet_that_tells_the_reason_in_the_status_is_understood_too()
    {
        await Incident.ResetAsync(new() { Kubelet = new() { BackOffMessageCarriesError = true } });

        var result = await DiagnoseAsync();

        Assert.Equal("link_missing", result.Verdict);
        Assert.Equal(["skipped"], result.Pods(Marketplace)[Names.MissingTag]);
    }

    private Task<HookResult> DiagnoseAsync() => Hook.RunAsync(checkMode: true);
}
