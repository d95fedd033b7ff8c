using k8s;
using k8s.Models;

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
        Assert.Contains(result.Evidence, line => line.StartsWith($"credentials_rejected pod {Agent}/{pod}: the registry refuses the source's credentials (asked through the cluster at ", StringComparison.Ordinal));
        Assert.Contains(pod, result.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PoolState.Paused, "is paused")]
    [InlineData(PoolState.Updating, "is updating")]
    [InlineData(PoolState.Degraded, "is degraded")]
    public async Task Node_config_not_rolled_out_is_evidence_where_the_pool_is(PoolState state, string words)
    {
        await Incident.SetPoolAsync(state);

        var result = await DiagnoseAsync();

        Assert.Equal("link_missing", result.Verdict);
        Assert.Contains(result.Evidence, line => line.StartsWith($"node_config_not_rolled_out machineconfigpool master: {words} (rendered-master-", StringComparison.Ordinal)
            && line.Contains(", so the nodes may not have the global pull secret yet", StringComparison.Ordinal));
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
        await Incident.WaitUntilSettledAsync();

        var result = await DiagnoseAsync();

        Assert.Equal("not_authentication", result.Verdict);
        var evidence = Assert.Single(result.Evidence);
        Assert.Contains($"pod {Marketplace}/{Names.CustomCatalog}-", evidence, StringComparison.Ordinal);
        Assert.Contains(words, evidence, StringComparison.Ordinal);
        Assert.Equal(["skipped"], result.Pods(Marketplace)[Names.CustomCatalog]);
        Assert.True(result.Failed);
        Assert.Contains($"catalog source {Names.CustomCatalog} is TRANSIENT_FAILURE, not READY: ", result.Message, StringComparison.Ordinal);
    }

    /// <summary>OpenShift 4.18 and older, after hours: no event is left, and the back-off names the image alone.</summary>
    [Fact]
    public async Task Unknown_where_neither_the_status_nor_an_event_says_why()
    {
        await Incident.ResetAsync(new() { Kubelet = new() { PullEventsAreLost = true } });
        await Incident.SetImageApiAsync(ImageApiFault.Absent);

        var result = await DiagnoseAsync();

        Assert.Equal("unknown", result.Verdict);
        Assert.True(result.Failed);
        var pod = (await Incident.PodsOfAsync(Names.KlusterletAgent)).Single().Metadata.Name;
        Assert.Contains($"unknown pod {Agent}/{pod}: neither the status nor an event says why; ImagePullBackOff on {Images.KlusterletAgent}", result.Evidence);
        Assert.Equal(["failed"], result.Pods(Agent)[Names.KlusterletAgent]);
        Assert.Empty(result.Json["diagnosis"]!["registries"]!["needed"]!.AsArray());

        var mark = await ControlPlane.Audit.MarkAsync();
        var healing = await Hook.RunAsync("""{"wait_timeout": 2}""");

        Assert.True(healing.Failed);
        Assert.Equal("failed", (string?)healing.Json["outcome"]);
        Assert.Contains("neither the status nor an event says why", healing.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(await ControlPlane.Audit.WritesSinceAsync(mark), write => write is { Verb: "delete", Resource: "pods" });
        Assert.True((await Hook.RunAsync("""{"wait": false}""")).Failed);
    }

    [Fact]
    public async Task A_pod_of_which_nothing_is_known_is_healed_once_the_kubelet_says_why()
    {
        await Incident.ResetAsync(new() { Kubelet = new() { PullEventsAreLost = true, RetryAfter = TimeSpan.FromSeconds(5), ErrImagePullFor = TimeSpan.FromSeconds(2) } });
        await Incident.SetImageApiAsync(ImageApiFault.Absent);
        Assert.Equal("unknown", (await DiagnoseAsync()).Verdict);

        var result = await Hook.RunAsync();

        Assert.False(result.Failed, result.Message);
        Assert.Equal("healed", result.Status(Agent));
        Assert.Equal([Names.MissingTag], await StuckAsync());
    }

    [Fact]
    public async Task Pull_secret_unreadable_where_a_secret_of_our_name_is_somebody_elses_and_can_not_be_decoded()
    {
        await Incident.ResetAsync(new() { Healthy = true, Kubelet = new() { DecodesSecretsBeforeThePull = true } });
        await CreateSecretAsync(Marketplace, Undecodable);
        await Workloads.CreateStuckAsync(Marketplace, "team-app", "default", Names.PullSecret);

        var result = await DiagnoseAsync();

        Assert.Equal("pull_secret_unreadable", result.Verdict);
        Assert.True(result.Failed);
        Assert.Equal("conflict", result.SecretAction(Marketplace));
        Assert.Equal(["failed"], result.Pods(Marketplace)["team-app"]);
        var evidence = Assert.Single(result.Evidence, line => line.StartsWith("pull_secret_unreadable ", StringComparison.Ordinal));
        Assert.Contains($"the pod carries the secret {Marketplace}/pull-secret, which isn't ours, and the kubelet can't decode it", evidence, StringComparison.Ordinal);
        Assert.EndsWith(": illegal base64 data at input byte 0", evidence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pull_secret_unreadable_names_the_secret_of_another_name_and_leaves_its_pod_alone()
    {
        await Incident.ResetAsync(new() { Healthy = true, Kubelet = new() { DecodesSecretsBeforeThePull = true } });
        await CreateSecretAsync(Marketplace, Undecodable, "team-login");
        await Workloads.CreateStuckAsync(Marketplace, "team-app", "default", "team-login");
        var pod = Assert.Single(await Incident.PodsOfAsync("team-app"));

        var result = await Hook.RunAsync();

        Assert.Equal("pull_secret_unreadable", result.Verdict);
        Assert.True(result.Failed);
        Assert.Contains($"the kubelet can't decode the pod's pull secret {Marketplace}/team-login", result.Message, StringComparison.Ordinal);
        Assert.Equal(pod.Metadata.Uid, Assert.Single(await Incident.PodsOfAsync("team-app")).Metadata.Uid);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_copy_of_ours_that_the_kubelet_can_not_decode_is_rewritten_and_its_pods_restarted(bool decodesBeforeThePull)
    {
        await Incident.ResetAsync(new() { Kubelet = new() { DecodesSecretsBeforeThePull = decodesBeforeThePull } });
        await Hook.RunAsync();
        var broken = new V1Patch(new { data = new Dictionary<string, byte[]> { [".dockerconfigjson"] = System.Text.Encoding.UTF8.GetBytes(Undecodable) } }, V1Patch.PatchType.MergePatch);
        await Client.CoreV1.PatchNamespacedSecretAsync(broken, Names.PullSecret, Marketplace);
        await Incident.DeletePodAsync(Assert.Single(await Incident.PodsOfAsync(Names.CustomCatalog)));
        await Eventually.IsTrueAsync(async () => (await StuckAsync()).Contains(Names.CustomCatalog), "the new pod is stuck");

        var result = await Hook.RunAsync();

        Assert.False(result.Failed, result.Message);
        Assert.Equal("copy_stale", result.Verdict);
        Assert.Equal(["restarted"], result.Pods(Marketplace)[Names.CustomCatalog]);
        Assert.Equal(Carried, await ContentOfCopyAsync(Marketplace));
        Assert.DoesNotContain(Names.CustomCatalog, await StuckAsync());
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
        var result = await Hook.RunAsync("""{"targets": [{"namespace": "not-yet-*"}, {"namespace": "nor-this-*"}]}""");

        Assert.Equal("cluster_not_ready", result.Verdict);
        Assert.Equal("cluster_not_ready namespaces: none of the targets is there: not-yet-*, nor-this-*", result.Evidence[0]);
        Assert.False(result.Changed);
    }

    [Fact]
    public async Task A_target_that_is_mistyped_fails_and_says_nothing_of_the_cluster()
    {
        var result = await Hook.RunAsync("""{"targets": [{"namespace": "openshift-marketplce"}]}""");

        Assert.Equal(("link_missing", true, false), (result.Verdict, result.Failed, result.Changed)); // of the pods outside the targets
        Assert.Contains("The namespace openshift-marketplce does not exist. Correct targets, or set wait_for_namespaces if it is still to come.", result.Message, StringComparison.Ordinal);
        Assert.Contains(result.Warnings, warning => warning.Contains($"add {Marketplace} to targets", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_kubelet_that_tells_the_reason_in_the_status_is_understood_too()
    {
        await Incident.ResetAsync(new() { Kubelet = new() { BackOffMessageCarriesError = true } });

        var result = await DiagnoseAsync();

        Assert.Equal("link_missing", result.Verdict);
        Assert.Equal(["skipped"], result.Pods(Marketplace)[Names.MissingTag]);
    }

    private const string Undecodable = """{"auths":{"registry.redhat.io":{"auth":"@@@@"}}}""";

    private Task<HookResult> DiagnoseAsync() => Hook.RunAsync(checkMode: true);
}
