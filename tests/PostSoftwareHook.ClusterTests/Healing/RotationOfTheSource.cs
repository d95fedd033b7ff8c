using k8s.Models;

namespace PostSoftwareHook.ClusterTests.Healing;

/// <summary>The global pull secret changes after the cluster was healed.</summary>
public class RotationOfTheSource(IncidentFixture fixture) : IncidentTests(fixture)
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await Hook.RunAsync();
        await Incident.WaitUntilSettledAsync();
        await Incident.Source.RotateAsync();
    }

    [Fact]
    public async Task The_next_run_updates_the_copies_and_says_that_they_were_stale()
    {
        var before = await CopyInAsync(Marketplace);

        var result = await Hook.RunAsync();

        Assert.True(result.Changed);
        Assert.False(result.Failed, result.Message);
        Assert.Equal("copy_stale", result.Verdict);
        Assert.Contains($"copy_stale secret {Marketplace}/pull-secret: differs from the source in quay.io, registry.connect.redhat.com, registry.redhat.io", result.Evidence);
        Assert.Equal("updated", result.SecretAction(Marketplace));
        Assert.Equal("updated", result.SecretAction(Agent));
        Assert.Equal(Carried.OrderBy(entry => entry.Key, StringComparer.Ordinal), await ContentOfCopyAsync(Marketplace));
        Assert.Equal(before.Uid(), (await CopyInAsync(Marketplace)).Uid());
    }

    [Fact]
    public async Task Pods_that_run_are_not_restarted()
    {
        var before = (await Incident.PodsAsync()).Select(pod => pod.Uid()).Order().ToList();

        await Hook.RunAsync();

        Assert.Equal(before, (await Incident.PodsAsync()).Select(pod => pod.Uid()).Order());
    }

    [Fact]
    public async Task Pods_stuck_with_the_old_copy_are_restarted()
    {
        foreach (var pod in await Incident.PodsOfAsync(Names.CustomCatalog))
        {
            await Incident.DeletePodAsync(pod);
        }

        await Eventually.IsTrueAsync(async () => (await StuckAsync()).Contains(Names.CustomCatalog), "the new pod is stuck with the old copy");

        var result = await Hook.RunAsync();

        Assert.False(result.Failed, result.Message);
        Assert.Equal("copy_stale", result.Verdict);
        Assert.Equal(["restarted"], result.Pods(Marketplace)[Names.CustomCatalog]);
        await Incident.WaitUntilReadyAsync(Names.Catalogs);
    }

    [Fact]
    public async Task A_registry_that_the_source_no_longer_names_goes_from_the_copies()
    {
        await Incident.Source.RemoveAsync(Names.QuayRegistry);

        await Hook.RunAsync();

        Assert.DoesNotContain(Names.QuayRegistry, (await ContentOfCopyAsync(Marketplace)).Keys);
    }
}
