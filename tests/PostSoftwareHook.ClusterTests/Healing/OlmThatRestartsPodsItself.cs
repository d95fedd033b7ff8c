namespace PostSoftwareHook.ClusterTests.Healing;

/// <summary>A pod's pull secrets are part of what OLM 4.16 and newer compares: a link alone makes it replace the pod. An older one leaves that to the run.</summary>
public class OlmThatRestartsPodsItself(IncidentFixture fixture) : IncidentTests(fixture)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Or_does_not_is_healed_all_the_same(bool hashesPullSecrets)
    {
        await Incident.ResetAsync(new() { Olm = new() { HashesPullSecrets = hashesPullSecrets } });
        var stuck = (await Incident.StuckAsync()).Count;
        var mark = await ControlPlane.Audit.MarkAsync();

        var result = await Hook.RunAsync();

        Assert.False(result.Failed, result.Message);
        await Incident.WaitUntilReadyAsync([.. Names.Catalogs, Names.Klusterlet, Names.KlusterletAgent]);
        Assert.All(result.Json["catalog_sources"]!.AsArray(), catalog => Assert.True((bool)catalog!["ready"]!));
        Assert.Equal("Done: 2 secrets, 7 serviceaccount links, 8 pod restarts in 2 namespaces. Not there yet: open-cluster-management-agent-addon.", result.Message);
        var deletes = (await ControlPlane.Audit.WritesSinceAsync(mark)).Where(entry => entry is { Verb: "delete", Resource: "pods" }).ToList();
        Assert.InRange(deletes.Count, 1, stuck);
        Assert.Equal(deletes.Count, deletes.Select(entry => entry.Name).Distinct().Count());
    }
}
