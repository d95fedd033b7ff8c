using k8s;

namespace PostSoftwareHook.ClusterTests.Idempotence;

/// <summary>A run on a cluster that was healed.</summary>
public class SecondRun(IncidentFixture fixture) : IncidentTests(fixture)
{
    /// <summary>With the status of newer kubelets, which says why, so that no event is read.</summary>
    protected override IncidentOptions Options => new() { Kubelet = new() { BackOffMessageCarriesError = true } };

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await Hook.RunAsync();
        await Incident.WaitUntilSettledAsync();
    }

    [Fact]
    public async Task Changes_nothing_and_writes_nothing()
    {
        var mark = await ControlPlane.Audit.MarkAsync();

        var result = await Hook.RunAsync();

        Assert.False(result.Changed);
        Assert.False(result.Failed, result.Message);
        Assert.Equal("unchanged", result.Status(Marketplace));
        Assert.Equal("unchanged", result.Status(Agent));
        Assert.Equal("unchanged", result.SecretAction(Marketplace));
        Assert.All(result.Accounts(Marketplace).Concat(result.Accounts(Agent)), account => Assert.Equal("unchanged", account.Value));
        Assert.Empty(await ControlPlane.Audit.WritesSinceAsync(mark));
    }

    [Fact]
    public async Task Asks_at_most_six_times_and_four_times_per_namespace_and_counts_right()
    {
        var mark = await ControlPlane.Audit.MarkAsync();

        var result = await Hook.RunAsync();

        var requests = await ControlPlane.Audit.SinceAsync(mark, ControlPlaneUsers.Admin);
        Assert.InRange(requests.Count, 1, 6 + (4 * 2));
        Assert.Equal(requests.Count, result.Requests);
    }

    [Fact]
    public async Task Still_reports_the_pods_that_it_leaves()
    {
        var result = await Hook.RunAsync();

        Assert.Equal(["skipped"], result.Pods(Marketplace)[Names.MissingTag]);
        Assert.Equal(1, result.Warnings.Count(warning => warning.Contains("is left alone", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Brings_back_what_somebody_took_away()
    {
        await Client.CoreV1.DeleteNamespacedSecretAsync(Names.PullSecret, Agent);
        var account = await AccountAsync(Marketplace, Names.CustomCatalog);
        account.ImagePullSecrets = null;
        await Client.CoreV1.ReplaceNamespacedServiceAccountAsync(account, Names.CustomCatalog, Marketplace);
        await Eventually.IsTrueAsync(async () => (await StuckAsync()).Contains(Names.CustomCatalog), "OLM replaces the catalog's pod, which cannot be pulled");

        var result = await Hook.RunAsync();

        Assert.Equal("created", result.SecretAction(Agent));
        Assert.Equal("linked", result.Accounts(Marketplace)[Names.CustomCatalog]);
        Assert.Equal([Names.PullSecret], await LinksOfAsync(Marketplace, Names.CustomCatalog));
    }
}
