namespace PostSoftwareHook.Benchmarks.Benchmarks;

/// <summary>What a run costs that heals.</summary>
internal sealed class HealingRun : IBenchmark
{
    /// <inheritdoc/>
    public string Name => "healing";

    /// <inheritdoc/>
    public string Title => "A run that heals";

    /// <inheritdoc/>
    public string Method => """
        The same contestants, each with the incident reset before it: two namespaces to copy to, and eight stuck pods. Each run ends when its pods run
        and the catalogs answer. All contestants poll once a second, so their wall time depends on when they poll; their CPU hardly does.
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
