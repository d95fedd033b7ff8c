using k8s;
using k8s.Models;

namespace PostSoftwareHook.ClusterTests.IncidentItself;

/// <summary>Pods that the targets do not hold or whose own secrets decide, and catalogs that have no pods. The executable takes no part.</summary>
public class PodsOfTeams(IncidentFixture fixture) : IncidentTests(fixture)
{
    /// <summary>Each test begins it in its own way.</summary>
    public override Task InitializeAsync() => Task.CompletedTask;

    [Fact]
    public async Task The_only_refused_pod_may_be_outside_the_targets()
    {
        await Incident.ResetAsync(new() { Healthy = true, RefusedOutsideTargets = true });

        var pod = Assert.Single(await Incident.StuckAsync());
        Assert.Equal(Names.OperatorsNamespace, pod.Namespace());
        Assert.Contains(Names.TeamRegistry, Incident.Source.Credentials.Keys);

        await Incident.RollOutNodeConfigAsync();
        await Incident.DeletePodAsync(pod);
        await Incident.WaitUntilReadyAsync([Names.OutsideTargets]);
    }

    [Theory]
    [InlineData(TeamPullSecret.Absent, false)]
    [InlineData(TeamPullSecret.LacksHost, true)]
    [InlineData(TeamPullSecret.Refused, true)]
    public async Task A_pod_whose_template_names_a_secret_does_not_use_its_serviceaccounts(TeamPullSecret content, bool exists)
    {
        await Incident.ResetAsync(new() { TeamPullSecret = content });

        var pod = Assert.Single(await Incident.PodsOfAsync(Names.TeamDashboard));
        Assert.Equal([Names.TeamPullSecret], pod.Spec.ImagePullSecrets.Select(reference => reference.Name));
        Assert.Contains(Names.TeamDashboard, await StuckAsync());
        Assert.Equal(exists, (await SecretsInAsync(Marketplace)).Contains(Names.TeamPullSecret));
        var events = await Client.CoreV1.ListNamespacedEventAsync(Marketplace, fieldSelector: $"involvedObject.name={pod.Name()}");
        Assert.Equal(!exists, events.Items.Any(each => each.Reason == "FailedToRetrieveImagePullSecret"));
    }

    [Fact]
    public async Task Catalogs_of_a_hosted_control_plane_have_neither_serviceaccounts_nor_pods()
    {
        await Incident.ResetAsync(new() { HostedCatalogs = true, AgentNamespace = false });

        var catalogs = (await new CustomResources(Client, CustomKind.CatalogSource).ListAsync()).Items;
        Assert.Equal(Names.DefaultCatalogs, catalogs.Select(catalog => catalog.Metadata.Name).Order(StringComparer.Ordinal));
        Assert.All(catalogs, catalog => Assert.Equal("TRANSIENT_FAILURE", catalog.Status?["connectionState"]?["lastObservedState"]?.GetValue<string>()));
        Assert.Empty(await Incident.PodsAsync());
        Assert.Equal(["builder", "default", "deployer"], (await Client.CoreV1.ListNamespacedServiceAccountAsync(Marketplace)).Items.Select(account => account.Name()).Order(StringComparer.Ordinal));
    }
}
