using k8s;
using k8s.Models;

namespace PostSoftwareHook.ClusterTests.Selection;

/// <summary>Which namespaces and serviceaccounts a run touches, and which it leaves alone.</summary>
public class Targets(IncidentFixture fixture) : IncidentTests(fixture)
{
    /// <summary>With an OLM that does not restart catalogs itself once they are linked.</summary>
    private static readonly IncidentOptions Older = new() { Olm = new() { HashesPullSecrets = false } };

    [Fact]
    public async Task Every_namespace_means_its_catalogs_klusterlets_and_stuck_pods_alone()
    {
        await CreateTeamAsync("team-a", Allowed);
        await Workloads.CreateStuckAsync("team-a", "app", "runner");
        await CreateTeamAsync("team-b", Allowed);
        var mark = await ControlPlane.Audit.MarkAsync();

        var result = await Hook.RunAsync("""{"targets": [{"namespace": "*"}]}""");

        Assert.False(result.Failed, result.Message);
        await Incident.WaitUntilReadyAsync([.. Names.Catalogs, Names.Klusterlet, Names.KlusterletAgent, "app"]);
        Assert.Equal([Names.PullSecret], await LinksOfAsync("team-a", "runner"));
        var written = (await ControlPlane.Audit.WritesSinceAsync(mark)).Where(entry => entry.Resource == "serviceaccounts").Select(entry => $"{entry.Namespace}/{entry.Name}");
        Assert.Equal(
            [
                $"{Agent}/klusterlet", $"{Agent}/klusterlet-work-sa",
                $"{Marketplace}/certified-operators", $"{Marketplace}/community-operators",
                $"{Marketplace}/redhat-marketplace", $"{Marketplace}/redhat-operators", $"{Marketplace}/workshop-operators",
                "team-a/runner",
            ],
            written.Order(StringComparer.Ordinal));
        Assert.DoesNotContain(Names.PullSecret, await SecretsInAsync("team-b"));
    }

    [Fact]
    public async Task A_pattern_reaches_the_namespaces_that_fit_it()
    {
        foreach (var ns in (string[])["team-1", "team-2", "team-10", "other"])
        {
            await CreateTeamAsync(ns, Allowed);
        }

        await CreateTeamAsync("team-3");

        var result = await Hook.RunAsync("""{"targets": [{"namespace": "team-?", "service_accounts": ["run*"]}]}""");

        Assert.Equal(["team-1", "team-2", "team-3"], result.Json["targets"]!.AsArray().Select(target => target!["namespace"]!.ToString()));
        Assert.Equal([Names.PullSecret], await LinksOfAsync("team-1", "runner"));
        Assert.Equal([Names.PullSecret], await LinksOfAsync("team-2", "runner"));
        Assert.Empty(await LinksOfAsync("team-1", "default"));
        Assert.Equal("a pattern alone selects it, and its users could read the copy; name it in full, or annotate it with post-software-hook/allow=true", (string?)result.Target("team-3")["reason"]);
        Assert.Empty(await LinksOfAsync("team-3", "runner"));
        Assert.Empty(await LinksOfAsync("team-10", "runner"));
        Assert.Empty(await LinksOfAsync("other", "runner"));
    }

    [Fact]
    public async Task Excluded_namespaces_are_not_even_read()
    {
        var mark = await ControlPlane.Audit.MarkAsync();

        var result = await Hook.RunAsync("""{"exclude_namespaces": ["open-cluster-management-*"]}""");

        Assert.False(result.Failed, result.Message);
        Assert.Equal([Marketplace], result.Json["targets"]!.AsArray().Select(target => target!["namespace"]!.ToString()));
        Assert.DoesNotContain(await ControlPlane.Audit.SinceAsync(mark), entry => entry.Namespace == Agent);
    }

    [Fact]
    public async Task A_namespace_that_opts_out_is_left_alone()
    {
        var ns = await Client.CoreV1.ReadNamespaceAsync(Agent);
        ns.Metadata.Annotations = Workloads.OptOut;
        await Client.CoreV1.ReplaceNamespaceAsync(ns, Agent);
        var mark = await ControlPlane.Audit.MarkAsync();

        var result = await Hook.RunAsync();

        Assert.False(result.Failed, result.Message);
        Assert.Equal("unchanged", result.Status(Agent));
        Assert.Equal("its annotation post-software-hook/opt-out opts it out", (string?)result.Target(Agent)["reason"]);
        Assert.Equal("healed", result.Status(Marketplace));
        Assert.DoesNotContain(await ControlPlane.Audit.SinceAsync(mark), entry => entry.Namespace == Agent);
    }

    [Fact]
    public async Task A_serviceaccount_that_opts_out_is_left_alone_and_so_are_its_pods()
    {
        var account = await AccountAsync(Agent, Names.Klusterlet);
        account.Metadata.Annotations["post-software-hook/opt-out"] = "true";
        await Client.CoreV1.ReplaceNamespacedServiceAccountAsync(account, Names.Klusterlet, Agent);

        var result = await Hook.RunAsync();

        Assert.Equal("skipped", result.Accounts(Agent)[Names.Klusterlet]);
        Assert.Equal("linked", result.Accounts(Agent)[Names.KlusterletWorkAccount]);
        Assert.DoesNotContain(Names.PullSecret, await LinksOfAsync(Agent, Names.Klusterlet));
        Assert.Equal(["skipped"], result.Pods(Agent)[Names.Klusterlet]);

        // Twice if the API server's admission did not know of the link yet when the new pod came.
        Assert.All(
            result.Target(Agent)["pods"]!.AsArray().Where(pod => (string?)pod!["owner"] == $"ReplicaSet/{Names.KlusterletAgent}"),
            pod => Assert.StartsWith("restarted, the pod doesn't carry pull-secret", $"{pod!["action"]}, {pod["reason"]}", StringComparison.Ordinal));
        Assert.Equal([Names.Klusterlet, Names.MissingTag], await StuckAsync());
    }

    [Fact]
    public async Task Serviceaccounts_named_by_patterns_are_linked_and_no_others()
    {
        var result = await Hook.RunAsync($$"""{"targets": [{"namespace": "{{Marketplace}}", "service_accounts": ["redhat-*", "builder"]}]}""");

        Assert.Equal(["builder", "redhat-marketplace", "redhat-operators"], result.Accounts(Marketplace).Keys.Order(StringComparer.Ordinal));
        Assert.All(result.Accounts(Marketplace), account => Assert.Equal("linked", account.Value));
        Assert.Equal(["skipped"], result.Pods(Marketplace)[Names.CustomCatalog]);
        Assert.Contains(result.Warnings, warning => warning.Contains($"To mend it: oc secrets link {Names.CustomCatalog} pull-secret --for=pull -n {Marketplace}", StringComparison.Ordinal));
        await Incident.WaitUntilReadyAsync(["redhat-marketplace", "redhat-operators"]);
    }

    [Fact]
    public async Task Restart_never_links_and_leaves_the_pods_with_the_command_that_restarts_them()
    {
        await Incident.ResetAsync(Older);
        var before = (await Incident.PodsAsync()).Select(pod => pod.Uid()).ToList();

        var result = await Hook.RunAsync("""{"restart": "never"}""");

        Assert.False(result.Failed, result.Message);
        Assert.True(result.Changed);
        Assert.Equal("linked", result.Accounts(Marketplace)[Names.CustomCatalog]);
        Assert.Equal(before, (await Incident.PodsAsync()).Select(pod => pod.Uid()));
        var pod = (await Incident.PodsOfAsync(Names.CustomCatalog)).Single().Name();
        Assert.Contains(result.Warnings, warning => warning.Contains($"restart is never", StringComparison.Ordinal) && warning.Contains($"To mend it: oc delete pod {pod} -n {Marketplace}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Restart_never_of_one_target_holds_for_that_one_and_a_name_comes_before_a_pattern()
    {
        await Incident.ResetAsync(Older);

        var result = await Hook.RunAsync($$"""{"targets": [{"namespace": "*", "restart": "never"}, {"namespace": "{{Agent}}"}]}""");

        Assert.Equal(["restarted"], result.Pods(Agent)[Names.Klusterlet]);
        Assert.Equal(["skipped"], result.Pods(Marketplace)[Names.CustomCatalog]);
        await Incident.WaitUntilReadyAsync([Names.Klusterlet, Names.KlusterletAgent]);
        Assert.Contains(Names.CustomCatalog, await StuckAsync());
    }

    [Fact]
    public async Task A_pod_whose_template_names_its_own_pull_secrets_is_not_restarted_in_vain()
    {
        const string Team = """{"targets": [{"namespace": "team-a"}]}""";
        await CreateTeamAsync("team-a");
        await CreateSecretAsync("team-a", [KeyValuePair.Create(Names.RedHatRegistry, StrangeCredential())], name: "own-secret");
        await Workloads.CreateStuckAsync("team-a", "app", "runner", "own-secret");
        var before = Assert.Single(await PodsInAsync("team-a")).Uid();

        var result = await Hook.RunAsync(Team);

        Assert.Equal(("own_pull_secrets", true), (result.Verdict, result.Failed));
        Assert.Equal(["failed"], result.Pods("team-a")["app"]);
        Assert.Contains("the template of its ReplicaSet/app names its own imagePullSecrets, own-secret, so no link reaches the pod", result.Message, StringComparison.Ordinal);
        Assert.False((await Hook.RunAsync(Team)).Changed);
        Assert.Equal(before, Assert.Single(await PodsInAsync("team-a")).Uid());
    }

    /// <summary>The administrator's consent that a pattern selects a namespace of users.</summary>
    private static IDictionary<string, string> Allowed => new Dictionary<string, string> { ["post-software-hook/allow"] = "true" };

    private async Task CreateTeamAsync(string ns, IDictionary<string, string>? annotations = null)
    {
        await Workloads.CreateNamespaceAsync(ns, annotations);
        await Workloads.CreateAccountAsync(ns, "default");
        await Workloads.CreateAccountAsync(ns, "runner");
    }
}
