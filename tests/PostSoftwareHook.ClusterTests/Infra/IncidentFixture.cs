namespace PostSoftwareHook.ClusterTests.Infra;

/// <summary>One control plane and one incident, used by one test after the other.</summary>
public sealed class IncidentFixture : IAsyncLifetime
{
    private ControlPlane? _controlPlane;
    private SnoIncident? _incident;

    /// <summary>The incident, as the last test left it.</summary>
    internal SnoIncident Incident => _incident ?? throw new InvalidOperationException("The incident is not running.");

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        _controlPlane = await ControlPlane.StartAsync();
        _incident = await SnoIncident.CreateAsync(_controlPlane);
    }

    /// <inheritdoc/>
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
}
