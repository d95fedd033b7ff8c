namespace PostSoftwareHook.ClusterTests.Investigating;

/// <summary>Causes that no link heals, or that a restart alone does: nothing more is written than what helps.</summary>
public class Causes(IncidentFixture fixture) : InvestigationTests(fixture)
{
    private const string Mirror = "bastion.example.com:5000";

    protected override IncidentOptions Options => new() { Healthy = true, AgentNamespace = false };

    [Fact]
    public async Task A_refusal_from_before_the_node_had_its_file_takes_a_restart_and_nothing_else()
    {
        await Incident.ResetAsync(new());
        await Incident.RollOutNodeConfigAsync();
        var before = await UidsOfAsync(Names.Klusterlet);
        var mark = await ControlPlane.Audit.MarkAsync();

        var planned = await Hook.RunAsync(checkMode: true);
        var result = await Hook.RunAsync();

        Assert.Equal(("transient_refusal", "transient_refusal"), (planned.Verdict, result.Verdict));
        Assert.All(planned.Evidence.Where(line => line.StartsWith("transient_refusal pod ", StringComparison.Ordinal)), line => Assert.Matches(
            @": the registry refused the pod, but accepts the node's credentials now \(asked through the cluster at [0-9:]{5} UTC\); ", line));
        Assert.Equal(planned.Actions.Where(IsDone), result.Actions.Where(IsDone));
        Assert.False(result.Failed, result.Message);
        Assert.Equal("healed", Outcome(result));
        Assert.Contains("Done: 8 pod restarts in 2 namespaces", result.Message, StringComparison.Ordinal);
        Assert.All(await WrittenSinceAsync(mark), request => Assert.True(request is { Verb: "delete", Resource: "pods" }, request.ToString()));
        Assert.Empty(before.Intersect(await UidsOfAsync(Names.Klusterlet)));
        await Incident.WaitUntilReadyAsync([.. Names.Catalogs, Names.Klusterlet, Names.KlusterletAgent]);
    }

    [Fact]
    public async Task A_pod_that_is_refused_again_because_the_kubelet_caches_the_old_file_is_linked()
    {
        await Incident.ResetAsync(new() { Kubelet = new() { NodeConfigCachedFor = TimeSpan.FromMinutes(10) } });
        var strange = StrangeCredential();
        await Incident.SetNodeConfigAsync(DockerConfig.WriteJson([new(Names.RedHatRegistry, strange), new(Names.ConnectRegistry, strange)]));
        await Incident.RollOutNodeConfigAsync();
        Assert.Equal("transient_refusal", (await Hook.RunAsync(checkMode: true)).Verdict);

        var result = await Hook.RunAsync();

        Assert.False(result.Failed, result.Message);
        Assert.Equal("healed", Outcome(result));
        Assert.Equal("created", result.SecretAction(Agent));
        Assert.Equal("linked", result.Accounts(Agent)[Names.Klusterlet]);
        Assert.Equal("linked", result.Accounts(Marketplace)[Names.CustomCatalog]);
        Assert.Equal([Names.MissingTag], await StuckAsync());
    }

    [Theory]
    [InlineData(false, "the source has no entry for it")]
    [InlineData(true, "the source has it, so the nodes have not got it yet, or it is refused")]
    public async Task A_mirror_that_refuses_the_node_is_named_with_its_set(bool isInSource, string words)
    {
        await Incident.AddMirrorsAsync(MirrorKind.TagMirrorSet, Names.RedHatRegistry, [Mirror]);
        Incident.Registry.Publish($"{Mirror}/redhat/redhat-operator-index:v4.20");
        Incident.Registry.Break(Names.RedHatRegistry, RegistryErrors.ConnectionRefused(Names.RedHatRegistry));
        if (isInSource)
        {
            await Incident.Source.AddAsync(Mirror);
        }

        await RestartAsync(Names.PollingCatalog);
        var before = await UidsOfAsync(Names.PollingCatalog);
        var mark = await ControlPlane.Audit.MarkAsync();

        var result = await Hook.RunAsync("""{"wait_timeout": 3}""");
        var ran = await Hook.TypeAsync("heal", "--yes", "--wait-timeout", "3");

        Assert.Equal("mirror_refused", result.Verdict);
        Assert.True(result.Failed);
        Assert.Equal("failed", Outcome(result));
        Assert.Contains(result.Evidence, line => line.StartsWith($"mirror_refused pod {Marketplace}/{Names.PollingCatalog}-", StringComparison.Ordinal)
            && line.Contains($": the mirror {Mirror} of imagetagmirrorset mirrors-of-registry.redhat.io refuses the nodes' credentials, and {words}; ", StringComparison.Ordinal)
            && line.Contains("unauthorized", StringComparison.Ordinal));
        Assert.Contains(Mirror, result.Message, StringComparison.Ordinal);
        Assert.Equal(1, ran.ExitCode);
        Assert.Contains(Mirror, ran.Output, StringComparison.Ordinal);
        Assert.Empty(await WrittenSinceAsync(mark));
        Assert.Equal(before, await UidsOfAsync(Names.PollingCatalog));
    }

    [Theory]
    [InlineData(MirrorKind.DigestMirrorSet, false, "imagedigestmirrorset")]
    [InlineData(MirrorKind.DigestMirrorSet, true, "imagedigestmirrorset")]
    [InlineData(MirrorKind.ContentSourcePolicy, false, "imagecontentsourcepolicy")]
    public async Task A_mirror_for_digests_is_named_by_its_kind(MirrorKind kind, bool neverContactSource, string name)
    {
        await Incident.ResetAsync(new());
        await Incident.AddMirrorsAsync(kind, $"{Names.RedHatRegistry}/multicluster-engine", [$"{Mirror}/mce"], neverContactSource);
        Incident.Registry.Break(Names.RedHatRegistry, RegistryErrors.ConnectionRefused(Names.RedHatRegistry));
        await RestartAsync(Names.Klusterlet);

        var result = await Hook.RunAsync(checkMode: true);

        Assert.Equal("mirror_refused", result.Verdict);
        Assert.True(result.Failed);
        Assert.Contains($"the mirror {Mirror} of {name} mirrors-of-registry.redhat.io-multicluster-engine refuses the nodes' credentials", EvidenceOf(result, "mirror_refused pod "), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RuntimeWords.Bare)]
    [InlineData(RuntimeWords.ImageOrArtifact)]
    public async Task A_proxy_that_wants_a_login_is_no_registry(RuntimeWords words)
    {
        await Incident.ResetAsync(Options with { Kubelet = new() { RuntimeWords = words } });
        Incident.Registry.Break(Names.RedHatRegistry, RegistryErrors.ProxyAuthenticationRequired(Names.RedHatRegistry));
        await RestartAsync(Names.PollingCatalog);
        var before = await UidsOfAsync(Names.PollingCatalog);
        var mark = await ControlPlane.Audit.MarkAsync();

        var result = await Hook.RunAsync("""{"wait_timeout": 3}""");
        var ran = await Hook.TypeAsync("heal", "--yes", "--wait-timeout", "3");

        Assert.Equal("proxy_refused", result.Verdict);
        Assert.True(result.Failed);
        Assert.Contains(result.Evidence, line => line.StartsWith($"proxy_refused pod {Marketplace}/{Names.PollingCatalog}-", StringComparison.Ordinal)
            && line.Contains(": the cluster's proxy asks for a login, so no registry was reached; ", StringComparison.Ordinal));
        Assert.Contains("the cluster's proxy asks for a login", result.Message, StringComparison.Ordinal);
        Assert.Contains("oc edit proxy cluster", ran.Output, StringComparison.Ordinal);
        Assert.Empty(await WrittenSinceAsync(mark));
        Assert.Equal(before, await UidsOfAsync(Names.PollingCatalog));
    }

    [Theory]
    [InlineData(TeamPullSecret.Absent)]
    [InlineData(TeamPullSecret.LacksHost)]
    [InlineData(TeamPullSecret.Refused)]
    public async Task A_template_that_names_its_own_secret_is_left_and_the_rest_is_healed(TeamPullSecret content)
    {
        await Incident.ResetAsync(new() { AgentNamespace = false, TeamPullSecret = content });
        var before = await UidsOfAsync(Names.TeamDashboard);

        var result = await Hook.RunAsync("""{"wait_timeout": 20}""");

        Assert.Equal("own_pull_secrets", result.Verdict);
        Assert.True(result.Failed);
        Assert.StartsWith(
            $"own_pull_secrets pod {Marketplace}/{Names.TeamDashboard}-",
            EvidenceOf(result, "own_pull_secrets pod "),
            StringComparison.Ordinal);
        Assert.Contains($"the template of its ReplicaSet/{Names.TeamDashboard} names its own imagePullSecrets, {Names.TeamPullSecret}, so no link reaches the pod", result.Message, StringComparison.Ordinal);
        Assert.Equal(["failed"], result.Pods(Marketplace)[Names.TeamDashboard]);
        Assert.DoesNotContain("default", result.Accounts(Marketplace).Keys);
        Assert.DoesNotContain(Names.PullSecret, await LinksOfAsync(Marketplace, "default"));
        Assert.Equal(before, await UidsOfAsync(Names.TeamDashboard));
        await Incident.WaitUntilReadyAsync(Names.Catalogs);
    }

    /// <summary>Whether the line of <see cref="HookResult.Actions"/> is about a change.</summary>
    private static bool IsDone(string action) => !action.EndsWith(" skipped", StringComparison.Ordinal) && !action.EndsWith(" unchanged", StringComparison.Ordinal);
}
