namespace PostSoftwareHook.ClusterTests.Connecting;

/// <summary>A cluster without any of OpenShift's kinds: no catalogs, no machine config pools, no cluster version.</summary>
public class PlainKubernetes : IAsyncLifetime
{
    private ControlPlane? _controlPlane;
    private SnoIncident? _incident;

    private SnoIncident Incident => _incident!;

    public async Task InitializeAsync()
    {
        _controlPlane = await ControlPlane.StartAsync(new() { CustomResources = false });
        _incident = await SnoIncident.CreateAsync(_controlPlane);
    }

    public async Task DisposeAsync()
    {
        if (_incident is not null)
        {
            await _incident.DisposeAsync();
        }

        if (_controlPlane is not null)
        {
            await _controlPlane.DisposeAsync();
        }
    }

    [Fact]
    public async Task Is_healed_and_what_it_lacks_is_left_out_of_the_result()
    {
        var hook = new Hook(Incident);
        var mark = await Incident.ControlPlane.Audit.MarkAsync();

        var result = await hook.RunAsync();

        Assert.False(result.Failed, result.Message);
        Assert.True(result.Changed);
        await Incident.WaitUntilReadyAsync([Names.Klusterlet, Names.KlusterletAgent]);
        Assert.StartsWith("v1.", (string?)result.Json["cluster"]!["version"], StringComparison.Ordinal);
        Assert.Null(result.Json["cluster"]!["infrastructure"]);
        Assert.Empty(result.Json["catalog_sources"]!.AsArray());
        Assert.All(result.Warnings, warning => Assert.Contains("is left alone", warning, StringComparison.Ordinal));
        var requests = await Incident.ControlPlane.Audit.SinceAsync(mark, ControlPlaneUsers.Admin);
        Assert.DoesNotContain(requests, entry => entry.Code is not (200 or 201 or 404));

        Assert.False((await hook.RunAsync()).Changed);
    }
}
