namespace PostSoftwareHook.ClusterTests.Infra;

/// <summary>A cluster with the incident, and on a control plane of its own the hub that it is, or is to be, imported into.</summary>
public sealed class HubFixture : IAsyncLifetime
{
    private ControlPlane? _controlPlane;
    private SnoIncident? _incident;
    private HubIncident? _hub;

    internal SnoIncident Incident => _incident ?? throw new InvalidOperationException("The incident is not running.");

    internal HubIncident Hub => _hub ?? throw new InvalidOperationException("The hub is not running.");

    /// <summary>Every secret of both.</summary>
    internal IReadOnlyList<Planted> Planted => [Incident.Planted, Hub.ControlPlane.Planted];

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        _incident = await IncidentPool.TakeAsync();
        _controlPlane = await ControlPlane.StartAsync();
        _hub = await HubIncident.CreateAsync(_controlPlane, _incident);
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_hub is not null)
        {
            await _hub.DisposeAsync();
        }

        if (_controlPlane is not null)
        {
            await _controlPlane.DisposeAsync();
        }

        if (_incident is not null)
        {
            await IncidentPool.ReturnAsync(_incident);
        }
    }

    /// <summary>Begins both anew.</summary>
    internal async Task BeginAsync(IncidentOptions incident, HubOptions hub)
    {
        await Incident.ResetAsync(incident);
        await Hub.ResetAsync(hub);
    }

    /// <summary>Throws what went wrong with the actors.</summary>
    internal void ThrowIfActorsFailed()
    {
        Incident.Faults.ThrowIfAny();
        Hub.Faults.ThrowIfAny();
    }
}
