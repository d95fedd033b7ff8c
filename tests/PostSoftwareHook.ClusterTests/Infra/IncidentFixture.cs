namespace PostSoftwareHook.ClusterTests.Infra;

/// <summary>One control plane and one incident, used by one test of a class after the other.</summary>
public sealed class IncidentFixture : IAsyncLifetime
{
    private SnoIncident? _incident;
    private IncidentOptions? _untouched;

    /// <summary>The incident, as the last test left it.</summary>
    internal SnoIncident Incident => _incident ?? throw new InvalidOperationException("The incident is not running.");

    /// <inheritdoc/>
    public async Task InitializeAsync() => _incident = await IncidentPool.TakeAsync();

    /// <inheritdoc/>
    public Task DisposeAsync() => _incident is null ? Task.CompletedTask : IncidentPool.ReturnAsync(_incident);

    /// <summary>Begins the incident anew, unless nobody has touched it since it last began that way.</summary>
    /// <param name="options">How it begins.</param>
    /// <param name="isLeftUntouched">Whether the test to come leaves it as it is.</param>
    internal async Task BeginAsync(IncidentOptions options, bool isLeftUntouched)
    {
        if (_untouched != options)
        {
            await Incident.ResetAsync(options);
        }

        _untouched = isLeftUntouched ? options : null;
    }
}
