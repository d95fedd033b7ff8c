namespace PostSoftwareHook.Benchmarks.Benchmarks;

/// <summary>Cost of a run that heals.</summary>
internal sealed class HealingRun : IBenchmark
{
    /// <inheritdoc/>
    public string Name => "healing";

    /// <inheritdoc/>
    public string Title => "A run that heals";

    /// <inheritdoc/>
    public string Method => """
        The same, each on the incident begun anew: two namespaces to copy to, and eight pods held back. Each run ends when its pods run and the
        catalogs answer. All look once a second, so that their wall time depends on when they look; their CPU hardly does.
        """;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Figure>> RunAsync(bool isQuick)
    {
        await using var controlPlane = await ControlPlane.StartAsync();
        await using var incident = await SnoIncident.CreateAsync(controlPlane);
        return await Contest.RunAsync(
            incident, isQuick ? 1 : 5, () => incident.ResetAsync(), async (before, _) => (await ClusterState.ReadAsync(incident)).RequireHealed(before));
    }
}
