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
        Assert.Equal([Names.BarePod, Names.MissingTag], (await Incident.StuckAsync()).Select(pod => OwnerOrName(pod)).Order());
    }

    [Fact]
    public async Task Healthy_pods_keep_their_identity()
    {
        var before = (await Incident.PodsAsync()).Where(pod => pod.Status.Phase == "Running").Select(pod => pod.Uid()).ToList();

        await Hook.RunAsync();

        Assert.Equal(2, before.Count);
        Assert.Subset((await Incident.PodsAsync()).Select(pod => pod.Uid()).ToHashSet(), before.ToHashSet());
    }

    private static string OwnerOrName(V1Pod pod) => pod.OwnerReferences()?.FirstOrDefault()?.Name ?? pod.Name();
}
