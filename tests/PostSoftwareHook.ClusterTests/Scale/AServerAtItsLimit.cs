namespace PostSoftwareHook.ClusterTests.Scale;

/// <summary>An API server that works on two requests at once and says 429 to the others.</summary>
public sealed class AServerAtItsLimit
{
    [Fact]
    public async Task Is_asked_for_less_at_once_and_healed_all_the_same()
    {
        await using var incident = await LargeIncident.BeginAsync(namespaces: 100, new() { MaxRequestsInFlight = 2 });
        var options = LargeIncident.Options;
        options["kubeconfig"] = await Rights.GrantAsync(incident.ControlPlane, ["cluster.yml", "every-namespace.yml"]); // an admin is never told to wait
        var mark = await incident.ControlPlane.Audit.MarkAsync();

        var result = await incident.Hook.RunAsync(options);

        Assert.False(result.Failed, result.Message);
        Assert.Empty(await incident.Cluster.FlawsAsync());
        var sent = (await incident.ControlPlane.Audit.SinceAsync(mark)).Where(entry => entry.User.EndsWith($":{Rights.Account}", StringComparison.Ordinal)).ToList();
        var served = sent.Count(entry => entry.Code != 429);
        Assert.InRange(sent.Count, served + 1, served * 1.3); // 1.22 to 1.25 times, and 1.34 to 1.39 where as much is asked for as of an idle server
    }
}
