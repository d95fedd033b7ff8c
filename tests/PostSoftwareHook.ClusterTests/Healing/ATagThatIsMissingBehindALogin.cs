using k8s.Models;

namespace PostSoftwareHook.ClusterTests.Healing;

/// <summary>A registry answers 401 for a tag that does not exist when nobody is logged in: only a restart can tell.</summary>
public class ATagThatIsMissingBehindALogin(IncidentFixture fixture) : IncidentTests(fixture)
{
    protected override IncidentOptions Options => new() { MissingTagBehindLogin = true };

    [Fact]
    public async Task Its_pod_is_restarted_once_and_then_reported()
    {
        var before = Assert.Single(await Incident.PodsOfAsync(Names.MissingTagBehindLogin));

        var result = await Hook.RunAsync();

        Assert.False(result.Failed, result.Message);
        Assert.Equal(["restarted", "skipped"], result.Pods(Marketplace)[Names.MissingTagBehindLogin].Order());
        var after = Assert.Single(await Incident.PodsOfAsync(Names.MissingTagBehindLogin));
        Assert.NotEqual(before.Uid(), after.Uid());
        Assert.Contains(result.Warnings, warning => warning.Contains(after.Name(), StringComparison.Ordinal) && warning.Contains("manifest unknown", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_second_run_leaves_it()
    {
        await Hook.RunAsync();
        await Incident.WaitUntilSettledAsync();
        var before = Assert.Single(await Incident.PodsOfAsync(Names.MissingTagBehindLogin));

        var result = await Hook.RunAsync();

        Assert.False(result.Changed);
        Assert.Equal(["skipped"], result.Pods(Marketplace)[Names.MissingTagBehindLogin]);
        Assert.Equal(before.Uid(), Assert.Single(await Incident.PodsOfAsync(Names.MissingTagBehindLogin)).Uid());
    }
}
