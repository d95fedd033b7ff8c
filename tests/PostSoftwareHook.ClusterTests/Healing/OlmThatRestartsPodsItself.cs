namespace PostSoftwareHook.ClusterTests.Healing;

/// <summary>A pod's pull secrets are part of what OLM compares: a link alone makes it re-create the pod at its next sync.</summary>
public class OlmThatRestartsPodsItself(IncidentFixture fixture) : IncidentTests(fixture)
{
    protected override IncidentOptions Options => new() { Olm = new() { RecreatesAfterLink = TimeSpan.Zero } };

    [Fact]
    public async Task Racing_with_it_ends_well()
    {
        var stuck = (await Incident.StuckAsync()).Count;
        var mark = await ControlPlane.Audit.MarkAsync();

        var result = await Hook.RunAsync();

        Assert.False(result.Failed, result.Message);
        await Incident.WaitUntilReadyAsync([.. Names.Catalogs, Names.Klusterlet, Names.KlusterletAgent]);
        Assert.All(result.Json["catalog_sources"]!.AsArray(), catalog => Assert.True((bool)catalog!["ready"]!));
        var deletes = (await ControlPlane.Audit.WritesSinceAsync(mark)).Where(entry => entry is { Verb: "delete", Resource: "pods" }).ToList();
        Assert.InRange(deletes.Count, 1, stuck);
        Assert.Equal(deletes.Count, deletes.Select(entry => entry.Name).Distinct().Count());
    }
}
