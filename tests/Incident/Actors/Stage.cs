namespace PostSoftwareHook.Incident;

/// <summary>Starts and stops actors and their informers.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly CancellationTokenSource _curtain = new();
    private readonly List<Task> _running = [];
    private readonly IReadOnlyList<Actor> _actors;

    private Stage(IReadOnlyList<Actor> actors)
    {
        _actors = actors;
    }

    public static async Task<Stage> OpenAsync(ControlPlane controlPlane, IReadOnlyList<IInformer> informers, IReadOnlyList<Actor> actors, ActorFaults faults, CancellationToken cancellationToken)
    {
        var stage = new Stage(actors);
        void WakeAll()
        {
            foreach (var actor in actors)
            {
                actor.Wake();
            }
        }

        stage._running.AddRange(informers.Select(informer => Task.Run(() => informer.RunAsync(WakeAll, faults, stage._curtain.Token), CancellationToken.None)));
        try
        {
            await Task.WhenAll(informers.Select(informer => informer.Synced)).WaitAsync(TimeSpan.FromSeconds(30), cancellationToken);
        }
        catch
        {
            await stage.DisposeAsync();
            throw;
        }

        stage._running.AddRange(actors.Select(actor => Task.Run(() => actor.RunAsync(() => controlPlane.IsApiServerRunning, faults, stage._curtain.Token), CancellationToken.None)));
        return stage;
    }

    public async ValueTask DisposeAsync()
    {
        await _curtain.CancelAsync();
        await Task.WhenAll(_running);
        _curtain.Dispose();
        foreach (var actor in _actors)
        {
            actor.Dispose();
        }
    }
}
