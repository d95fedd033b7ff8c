namespace PostSoftwareHook.ClusterTests.Scale;

/// <summary>
/// A thousand target namespaces with ten serviceaccounts and five pods in each; every other namespace has one pod that is held
/// back. What a run costs there grows with the namespaces and with what is to be written, and with nothing else.
/// </summary>
public sealed class AThousandNamespaces
{
    private const int MegabytesAtMost = 200;

    /// <summary>
    /// The cluster's version, its infrastructure, the source, catalogs and Subscriptions, and namespaces and Pending pods by five hundred;
    /// the latter again after each round.
    /// </summary>
    private const int RequestsForTheCluster = 20;

    /// <summary>The questions of an investigation, whatever the number of pods that wait.</summary>
    private const int Questions = 8;

    [Fact]
    public async Task Are_healed_with_three_lists_each_and_the_writes_that_it_takes_and_then_only_looked_at()
    {
        await using var incident = await LargeIncident.BeginAsync(namespaces: 1000);
        var cluster = incident.Cluster;
        Assert.Equal((1000, 5000, 500), (cluster.Namespaces, cluster.Pods, cluster.Stuck));

        var healing = await RunAsync(incident);

        Assert.Empty(await cluster.FlawsAsync());
        Assert.Equal(cluster.Writes, healing.Count(entry => entry.IsWrite));
        var needed = (3 * cluster.Namespaces) + cluster.Stuck + cluster.Writes; // for a stuck pod its events, too
        Assert.InRange(healing.Count, needed, needed + RequestsForTheCluster + Questions);

        var converged = await RunAsync(incident);

        Assert.DoesNotContain(converged, entry => entry.IsWrite);
        Assert.InRange(converged.Count, 3 * cluster.Namespaces, (3 * cluster.Namespaces) + RequestsForTheCluster);
    }

    /// <summary>One run, in bounded memory.</summary>
    private static async Task<IReadOnlyList<AuditEntry>> RunAsync(LargeIncident incident)
    {
        var mark = await incident.ControlPlane.Audit.MarkAsync();
        using var process = incident.Hook.Start(LargeIncident.Options);
        var memory = PeakMemory.WatchAsync(process);
        var result = await incident.Hook.EndOfAsync(process);
        Assert.False(result.Failed, result.Message);
        Assert.InRange(await memory, 1, MegabytesAtMost * 1000);
        var sent = (await incident.ControlPlane.Audit.SinceAsync(mark)).Where(entry => entry.User == ControlPlaneUsers.Admin).ToList();
        Assert.Equal(sent.Count, result.Requests);
        return sent;
    }
}
