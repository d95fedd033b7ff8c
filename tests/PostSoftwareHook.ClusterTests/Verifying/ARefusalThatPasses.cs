using k8s.Models;

namespace PostSoftwareHook.ClusterTests.Verifying;

/// <summary>A registry's no may be a passing one: the kubelet tries again, and a run that gave up at once would lie.</summary>
public class ARefusalThatPasses(IncidentFixture fixture) : IncidentTests(fixture)
{
    protected override IncidentOptions Options => new() { Kubelet = new() { RetryAfter = TimeSpan.FromSeconds(1) } };

    [Fact]
    public async Task Is_waited_for_without_another_restart()
    {
        var before = Assert.Single(await Incident.PodsOfAsync(Names.Klusterlet));
        await Incident.SetImageApiAsync(ImageApiFault.Absent); // who could ask would write nothing
        Incident.Registry.RejectEveryone(Names.RedHatRegistry);
        using var running = Hook.Start();
        V1Pod? refused = null;
        await Eventually.IsTrueAsync(
            async () => (refused = (await Incident.StuckAsync()).FirstOrDefault(pod => pod.Uid() != before.Uid() && pod.OwnerReferences()?.Any(owner => owner.Name == Names.Klusterlet) == true)) is not null,
            "the new pod is refused");
        Incident.Registry.Accept(Names.RedHatRegistry, Incident.Source.Credentials[Names.RedHatRegistry]);

        var result = await Hook.EndOfAsync(running);

        Assert.False(result.Failed, result.Message);
        await Incident.WaitUntilReadyAsync([.. Names.Catalogs, Names.Klusterlet, Names.KlusterletAgent]);
        Assert.Equal(refused!.Uid(), Assert.Single(await Incident.PodsOfAsync(Names.Klusterlet)).Uid());
    }
}
