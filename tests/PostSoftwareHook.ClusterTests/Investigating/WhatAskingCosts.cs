namespace PostSoftwareHook.ClusterTests.Investigating;

/// <summary>The number of requests, with and without an investigation.</summary>
public class WhatAskingCosts(IncidentFixture fixture) : InvestigationTests(fixture)
{
    /// <summary>What lists cost on every cluster: seven, and four in each of two namespaces.</summary>
    private const int Converged = 7 + (4 * 2);

    private const int Investigation = 8;

    [Fact]
    public async Task A_converged_run_asks_nothing()
    {
        await Hook.RunAsync();
        await Incident.WaitUntilSettledAsync();
        var mark = await ControlPlane.Audit.MarkAsync();

        var result = await Hook.RunAsync();

        Assert.False(result.Failed || result.Changed, result.Message);
        var requests = await ControlPlane.Audit.SinceAsync(mark, ControlPlaneUsers.Admin);
        Assert.Equal(requests.Count, result.Requests);
        Assert.True(requests.Count <= Converged, string.Join('\n', requests));
        Assert.Empty(await LookupsSinceAsync(mark));
    }

    [Fact]
    public async Task A_healthy_cluster_with_nothing_to_link_asks_nothing()
    {
        await Incident.ResetAsync(new() { Healthy = true });
        await Hook.RunAsync();
        var mark = await ControlPlane.Audit.MarkAsync();

        var result = await Hook.RunAsync();

        Assert.False(result.Failed || result.Changed, result.Message);
        var requests = await ControlPlane.Audit.SinceAsync(mark, ControlPlaneUsers.Admin);
        Assert.True(requests.Count <= Converged + 1, string.Join('\n', requests));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_investigation_costs_at_most_eight_more(bool hasEveryQuestion)
    {
        await Incident.ResetAsync(hasEveryQuestion ? new() { TeamPullSecret = TeamPullSecret.LacksHost, Import = new() { TemplatesNamePullSecret = true } } : new());
        var mark = await ControlPlane.Audit.MarkAsync();

        var result = await Hook.RunAsync(checkMode: true);

        var requests = await ControlPlane.Audit.SinceAsync(mark, ControlPlaneUsers.Admin);
        Assert.Equal(requests.Count, result.Requests);
        var events = requests.Count(request => request.Resource == "events");
        Assert.True(requests.Count <= Converged + events + Investigation, string.Join('\n', requests));
    }
}
