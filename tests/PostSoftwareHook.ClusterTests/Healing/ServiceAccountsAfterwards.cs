using k8s;
using k8s.Models;

namespace PostSoftwareHook.ClusterTests.Healing;

/// <summary>imagePullSecrets is a list that a careless write erases; here nothing of it is lost.</summary>
public class ServiceAccountsAfterwards(IncidentFixture fixture) : IncidentTests(fixture)
{
    private static readonly string[] Namespaces = [Marketplace, Agent];

    [Fact]
    public async Task Each_keeps_all_its_earlier_entries_in_order_and_its_annotations()
    {
        var before = await AllAccountsAsync();

        await Hook.RunAsync();

        var after = await AllAccountsAsync();
        Assert.Equal(before.Keys, after.Keys);
        Assert.All(before, pair =>
        {
            var (was, now) = (pair.Value, after[pair.Key]);
            Assert.Equal(NamesOf(was), NamesOf(now).Where(name => name != Names.PullSecret));
            Assert.Equal(was.Annotations(), now.Annotations());
            Assert.Equal(was.Labels(), now.Labels());
            Assert.Equal((was.Secrets ?? []).Select(secret => secret.Name), (now.Secrets ?? []).Select(secret => secret.Name));
            Assert.Equal(was.Uid(), now.Uid());
        });
    }

    [Fact]
    public async Task The_link_is_the_last_entry_and_there_once()
    {
        await Hook.RunAsync();

        foreach (var (ns, name) in Names.Catalogs.Select(name => (Marketplace, name)).Append((Agent, Names.Klusterlet)).Append((Agent, Names.KlusterletWorkAccount)))
        {
            var links = await LinksOfAsync(ns, name);
            Assert.Equal(Names.PullSecret, links[^1]);
            Assert.Single(links, Names.PullSecret);
        }
    }

    [Fact]
    public async Task One_without_a_list_gets_one()
    {
        Assert.Null((await AccountAsync(Marketplace, Names.CustomCatalog)).ImagePullSecrets);

        await Hook.RunAsync();

        Assert.Equal([Names.PullSecret], await LinksOfAsync(Marketplace, Names.CustomCatalog));
    }

    [Fact]
    public async Task Those_that_no_stuck_pod_and_no_catalog_uses_are_not_written()
    {
        var others = new[] { (Marketplace, "builder"), (Marketplace, "deployer"), (Marketplace, Names.MarketplaceOperator), (Agent, "default"), (Agent, "builder"), (Agent, "deployer") };
        var before = await VersionsAsync();

        await Hook.RunAsync();

        Assert.Equal(before, await VersionsAsync());

        async Task<IReadOnlyList<string>> VersionsAsync() =>
            await Task.WhenAll(others.Select(async each => (await AccountAsync(each.Item1, each.Item2)).ResourceVersion()));
    }

    [Fact]
    public async Task OpenShift_and_RHACM_have_nothing_to_repair()
    {
        await Hook.RunAsync();
        await Incident.WaitUntilSettledAsync();

        Assert.Equal(0, Incident.DockercfgRepairs);
        Assert.Equal(0, Incident.RhacmRepairs);
    }

    private async Task<SortedDictionary<string, V1ServiceAccount>> AllAccountsAsync()
    {
        var accounts = await Task.WhenAll(Namespaces.Select(async ns => (await Client.CoreV1.ListNamespacedServiceAccountAsync(ns)).Items));
        return new(accounts.SelectMany(items => items).ToDictionary(account => $"{account.Namespace()}/{account.Name()}"), StringComparer.Ordinal);
    }

    private static IEnumerable<string> NamesOf(V1ServiceAccount account) => (account.ImagePullSecrets ?? []).Select(reference => reference.Name);
}
