using System.Text.Json.Nodes;
using k8s;
using k8s.Models;

namespace PostSoftwareHook.ClusterTests.Conflicts;

/// <summary>Others write what the hook writes, between its reading and its writing.</summary>
public class SomebodyElseWritesMeanwhile(IncidentFixture fixture) : IncidentTests(fixture)
{
    private const string Catalog = "redhat-marketplace";

    [Fact]
    public async Task Fifty_rounds_of_a_racing_writer_lose_nothing()
    {
        var before = await LinksOfAsync(Marketplace, Catalog);
        var race = Incident.RaceFor(Marketplace, Catalog);
        using var running = Hook.Start();
        var racing = race.RunAsync(rounds: 50, pause: TimeSpan.FromMilliseconds(30));

        var result = await Hook.EndOfAsync(running);
        await racing;

        Assert.False(result.Failed, result.Message);
        Assert.Equal(50, race.Added.Count);
        Assert.Empty(await race.LostAsync());
        var after = await LinksOfAsync(Marketplace, Catalog);
        Assert.Single(after, Names.PullSecret);
        Assert.Equal(before, after.Take(before.Count));
        Assert.Equal(0, Incident.DockercfgRepairs);
    }

    [Fact]
    public async Task A_serviceaccount_that_was_written_after_it_was_read_is_read_again()
    {
        var before = await LinksOfAsync(Marketplace, Catalog);
        await using var proxy = new ApiProxy(ControlPlane);
        proxy.Before("PATCH", $"/serviceaccounts/{Catalog}", () => Incident.RaceFor(Marketplace, Catalog).RunAsync(rounds: 1));
        var mark = await ControlPlane.Audit.MarkAsync();

        var result = await RunThroughAsync(proxy);

        Assert.Equal("linked", result.Accounts(Marketplace)[Catalog]);
        Assert.Equal([.. before, "race-0", Names.PullSecret], await LinksOfAsync(Marketplace, Catalog));
        Assert.Equal("added", (await AccountAsync(Marketplace, Catalog)).GetAnnotation("race-0"));
        var patches = (await ControlPlane.Audit.WritesSinceAsync(mark)).Where(entry => entry.Name == Catalog).Select(entry => entry.Code);
        Assert.Equal([409, 200], patches);
    }

    [Fact]
    public async Task A_link_that_somebody_else_made_is_not_made_twice()
    {
        await using var proxy = new ApiProxy(ControlPlane);
        proxy.Before("PATCH", $"/serviceaccounts/{Catalog}", async () =>
        {
            var account = await AccountAsync(Marketplace, Catalog);
            account.ImagePullSecrets.Add(new() { Name = Names.PullSecret });
            await Client.CoreV1.ReplaceNamespacedServiceAccountAsync(account, Catalog, Marketplace);
        });

        var result = await RunThroughAsync(proxy);

        Assert.Equal("unchanged", result.Accounts(Marketplace)[Catalog]);
        Assert.Single(await LinksOfAsync(Marketplace, Catalog), Names.PullSecret);
    }

    [Fact]
    public async Task A_secret_of_equal_content_that_appeared_is_adopted()
    {
        await using var proxy = new ApiProxy(ControlPlane);
        proxy.Before("POST", $"/{Marketplace}/secrets", () => CreateSecretAsync(Marketplace, Carried));

        var result = await RunThroughAsync(proxy);

        Assert.False(result.Failed, result.Message);
        Assert.Equal("adopted", result.SecretAction(Marketplace));
        await Incident.WaitUntilReadyAsync(Names.Catalogs);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_secret_of_other_content_that_appeared_is_a_conflict(bool wait)
    {
        await using var proxy = new ApiProxy(ControlPlane);
        proxy.Before("POST", $"/{Marketplace}/secrets", () => CreateSecretAsync(Marketplace, [KeyValuePair.Create(Names.RedHatRegistry, StrangeCredential())]));
        var mark = await ControlPlane.Audit.MarkAsync();

        var result = await RunThroughAsync(proxy, wait);

        Assert.True(result.Failed);
        Assert.Equal("conflict", result.SecretAction(Marketplace));
        Assert.Equal("failed", result.Status(Marketplace));
        Assert.Contains("Set force", result.Message, StringComparison.Ordinal);
        Assert.Equal("healed", result.Status(Agent));
        Assert.DoesNotContain(await ControlPlane.Audit.WritesSinceAsync(mark), entry => entry.Namespace == Marketplace && entry.Resource != "secrets");
    }

    [Fact]
    public async Task A_copy_that_was_written_after_it_was_read_is_updated_with_what_was_added()
    {
        await Hook.RunAsync();
        await Incident.Source.RotateAsync();
        await using var proxy = new ApiProxy(ControlPlane);
        proxy.Before("PATCH", $"/{Marketplace}/secrets/pull-secret", async () =>
        {
            var copy = await CopyInAsync(Marketplace);
            copy.Metadata.Annotations["somebody"] = "was here";
            await Client.CoreV1.ReplaceNamespacedSecretAsync(copy, copy.Name(), Marketplace);
        });

        var result = await RunThroughAsync(proxy);

        Assert.Equal("updated", result.SecretAction(Marketplace));
        Assert.Equal("was here", (await CopyInAsync(Marketplace)).GetAnnotation("somebody"));
        Assert.Equal(Carried.OrderBy(entry => entry.Key, StringComparer.Ordinal), await ContentOfCopyAsync(Marketplace));
    }

    [Fact]
    public async Task A_copy_that_was_deleted_after_it_was_read_is_created()
    {
        await Hook.RunAsync();
        await Incident.Source.RotateAsync();
        await using var proxy = new ApiProxy(ControlPlane);
        proxy.Before("PATCH", $"/{Marketplace}/secrets/pull-secret", () => Client.CoreV1.DeleteNamespacedSecretAsync(Names.PullSecret, Marketplace));

        var result = await RunThroughAsync(proxy);

        Assert.False(result.Failed, result.Message);
        Assert.Equal("created", result.SecretAction(Marketplace));
        Assert.Equal(Carried.OrderBy(entry => entry.Key, StringComparer.Ordinal), await ContentOfCopyAsync(Marketplace));
    }

    [Fact]
    public async Task A_pod_that_its_owner_replaced_is_not_deleted_again()
    {
        var old = Assert.Single(await Incident.PodsOfAsync(Names.KlusterletAgent));
        var replaced = "";
        await using var proxy = new ApiProxy(ControlPlane);
        proxy.Before("DELETE", $"/pods/{old.Name()}", async () =>
        {
            await Incident.DeletePodAsync(old);
            await Incident.WaitUntilReadyAsync([Names.KlusterletAgent]);
            replaced = Assert.Single(await Incident.PodsOfAsync(Names.KlusterletAgent)).Uid();
        });

        var result = await RunThroughAsync(proxy);

        Assert.False(result.Failed, result.Message);
        Assert.Equal("unchanged", result.Pod(Agent, old.Name())["action"]!.ToString());
        Assert.Equal(replaced, Assert.Single(await Incident.PodsOfAsync(Names.KlusterletAgent)).Uid());
    }

    [Fact]
    public async Task A_new_pod_of_the_same_name_is_not_mistaken_for_the_old_one()
    {
        var old = Assert.Single(await Incident.PodsOfAsync(Names.Klusterlet));
        var replaced = "";
        await using var proxy = new ApiProxy(ControlPlane);
        proxy.Before("DELETE", $"/pods/{old.Name()}", async () =>
        {
            await Client.CoreV1.DeleteNamespacedPodAsync(old.Name(), Agent, new() { GracePeriodSeconds = 0 });
            var again = new V1Pod
            {
                Metadata = new() { Name = old.Name(), OwnerReferences = old.OwnerReferences(), Labels = old.Labels() },
                Spec = Workloads.PodSpec(Names.Klusterlet),
            };
            replaced = (await Client.CoreV1.CreateNamespacedPodAsync(again, Agent)).Uid();
        });

        var result = await RunThroughAsync(proxy);

        Assert.False(result.Failed, result.Message);
        Assert.Equal("unchanged", result.Pod(Agent, old.Name())["action"]!.ToString());
        Assert.Equal(replaced, (await Client.CoreV1.ReadNamespacedPodAsync(old.Name(), Agent)).Uid());
    }

    private Task<HookResult> RunThroughAsync(ApiProxy proxy, bool wait = true) => Hook.RunAsync(new JsonObject { ["kubeconfig"] = proxy.Kubeconfig, ["wait"] = wait });
}
