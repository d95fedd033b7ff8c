using k8s;

namespace PostSoftwareHook.ClusterTests.Ansible;

/// <summary>A workshop's provisioning runs many playbooks at once on one machine, as one user, with one temporary folder.</summary>
public class TenAtOnce(IncidentFixture fixture, TenAtOnce.AnotherCluster another) : IncidentTests(fixture), IClassFixture<TenAtOnce.AnotherCluster>
{
    [Fact]
    public async Task Runs_on_two_clusters_heal_each_its_own_and_mix_nothing_up()
    {
        await another.Fixture.Incident.ResetAsync(Options);
        SnoIncident[] clusters = [Incident, another.Fixture.Incident];
        using var node = ControlNode.InCheckout(AnsibleCore.Core214, [.. clusters.Select(cluster => cluster.Planted)]);
        var runs = Enumerable.Range(0, 10).Select(i => clusters[i % 2].ControlPlane).ToList();

        var results = await Task.WhenAll(runs.Select(async controlPlane =>
        {
            using var process = node.StartPlaybook(Repository.PathTo("playbooks/fix_pull_secret.yml"), "-e", $"kubeconfig={controlPlane.Kubeconfig}");
            return await node.ResultsOfAsync(process);
        }));

        Assert.All(results, run => Assert.True(run.Succeeded, run.Ran.All));
        Assert.Equal(runs.Select(controlPlane => controlPlane.Host), results.Select(run => (string?)Assert.Single(run.Healings()).Json["cluster"]!["host"]));
        foreach (var cluster in clusters)
        {
            var accounts = await cluster.ControlPlane.Client.CoreV1.ListNamespacedServiceAccountAsync(Marketplace);
            Assert.All(
                accounts.Items.Where(account => Names.Catalogs.Contains(account.Metadata.Name)),
                account => Assert.Single(account.ImagePullSecrets, reference => reference.Name == Names.PullSecret));
            Assert.Single(await cluster.StuckAsync());
            Assert.Equal(0, cluster.DockercfgRepairs);
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(node.TemporaryFiles));
    }

    /// <summary>The second cluster.</summary>
    public sealed class AnotherCluster : IAsyncLifetime
    {
        internal IncidentFixture Fixture { get; } = new();

        public Task InitializeAsync() => Fixture.InitializeAsync();

        public Task DisposeAsync() => Fixture.DisposeAsync();
    }
}
