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
        The same contestants, with the incident reset before each run: two namespaces need a copy, and eight pods are stuck. Each run ends when the
        pods run and the catalogs answer. All poll once a second, so their wall time depends on when they poll; their CPU time hardly does.
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
