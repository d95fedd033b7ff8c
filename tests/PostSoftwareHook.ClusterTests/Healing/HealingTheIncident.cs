using k8s.Models;

namespace PostSoftwareHook.ClusterTests.Healing;

/// <summary>The main job: every pod that authentication held back runs, and nothing else was touched.</summary>
public class HealingTheIncident(IncidentFixture fixture) : IncidentTests(fixture)
{
    [Fact]
    public async Task Every_pod_that_authentication_held_back_runs_afterwards()
    {
        var result = await Hook.RunAsync();

        Assert.True(result.Changed);
        Assert.False(result.Failed, result.Message);
        await Incident.WaitUntilReadyAsync([.. Names.Catalogs, Names.Klusterlet, Names.KlusterletAgent]);
        Assert.Equal([Names.MissingTag], await StuckAsync());
        Assert.Equal("healed", result.Status(Marketplace));
        Assert.Equal("healed", result.Status(Agent));
    }

    [Fact]
    public async Task The_update_poll_pod_and_the_pod_stuck_in_an_init_container_are_among_them()
    {
        var poll = Assert.Single(await Incident.PodsOfAsync(Names.PollingCatalog), pod => pod.GetLabel("olm.catalogSource").Length == 0);
        var extracting = Assert.Single(await Incident.PodsOfAsync(Names.ExtractingCatalog));
        Assert.Contains(extracting.Status.InitContainerStatuses, status => status.State.Waiting?.Reason == "ImagePullBackOff");

        var result = await Hook.RunAsync();

        Assert.Equal("restarted", result.Pod(Marketplace, poll.Name())["action"]!.ToString());
        Assert.Equal("restarted", result.Pod(Marketplace, extracting.Name())["action"]!.ToString());
        await Incident.WaitUntilReadyAsync([Names.PollingCatalog, Names.ExtractingCatalog]);
        Assert.Equal(2, (await Incident.PodsOfAsync(Names.PollingCatalog)).Count);
    }

    [Fact]
    public async Task All_catalogs_are_ready_at_the_end()
    {
        var result = await Hook.RunAsync();

        Assert.Equal(
            Names.Catalogs.Order(StringComparer.Ordinal).Select(name => $"{Marketplace}/{name} READY True"),
            result.Json["catalog_sources"]!.AsArray().Select(catalog => $"{catalog!["namespace"]}/{catalog["name"]} {catalog["state"]} {(bool)catalog["ready"]!}"));
        var catalogs = await new CustomResources(Client, CustomKind.CatalogSource).ListAsync();
        Assert.All(catalogs.Items, catalog => Assert.Equal("READY", catalog.Status!["connectionState"]!["lastObservedState"]!.ToString()));
    }

    [Fact]
    public async Task Healthy_pods_keep_their_identity()
    {
        var before = (await Incident.PodsAsync()).Where(pod => pod.Status.Phase == "Running").Select(pod => pod.Uid()).ToList();

        await Hook.RunAsync();

        Assert.Equal(2, before.Count);
        Assert.Subset((await Incident.PodsAsync()).Select(pod => pod.Uid()).ToHashSet(), before.ToHashSet());
    }

    [Fact]
    public async Task A_pod_whose_tag_does_not_exist_is_left_and_reported_with_the_reason()
    {
        var before = Assert.Single(await Incident.PodsOfAsync(Names.MissingTag));

        var result = await Hook.RunAsync();

        var pod = result.Pod(Marketplace, before.Name());
        Assert.Equal("skipped", pod["action"]!.ToString());
        Assert.Contains("manifest unknown", pod["reason"]!.ToString(), StringComparison.Ordinal);
        Assert.Contains(result.Warnings, warning => warning.Contains($"{Marketplace}/{before.Name()} is left alone", StringComparison.Ordinal));
        Assert.Equal(before.Uid(), Assert.Single(await Incident.PodsOfAsync(Names.MissingTag)).Uid());
    }

    [Fact]
    public async Task A_bare_pod_is_left_and_reported_with_the_command_that_mends_it()
    {
        await Incident.ResetAsync(new() { BarePod = true });
        var before = (await Incident.StuckAsync()).Single(pod => pod.Name() == Names.BarePod);

        var result = await Hook.RunAsync();

        var pod = result.Pod(Marketplace, Names.BarePod);
        Assert.True(result.Failed);
        Assert.Equal("failed", pod["action"]!.ToString());
        Assert.Contains("no owner", pod["reason"]!.ToString(), StringComparison.Ordinal);
        Assert.Contains(result.Warnings, warning => warning.Contains($"To mend it: oc get pod {Names.BarePod} -n {Marketplace} -o yaml | oc replace --force", StringComparison.Ordinal));
        Assert.Equal(before.Uid(), (await Incident.StuckAsync()).Single(each => each.Name() == Names.BarePod).Uid());
    }

    [Fact]
    public async Task Nothing_is_written_but_the_copies_the_links_and_the_restarts()
    {
        var mark = await ControlPlane.Audit.MarkAsync();

        await Hook.RunAsync();

        var writes = (await ControlPlane.Audit.WritesSinceAsync(mark)).Select(entry => $"{entry.Verb} {entry.Resource} {entry.Namespace}").ToLookup(line => line);
        Assert.Equal(
            new Dictionary<string, int>
            {
                [$"create secrets {Agent}"] = 1,
                [$"create secrets {Marketplace}"] = 1,
                [$"delete pods {Agent}"] = 2,
                [$"delete pods {Marketplace}"] = 6,
                [$"patch serviceaccounts {Agent}"] = 2,
                [$"patch serviceaccounts {Marketplace}"] = 5,
            },
            writes.OrderBy(group => group.Key, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count()));
    }
}
