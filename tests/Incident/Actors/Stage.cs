namespace PostSoftwareHook.Incident;

/// <summary>Runs actors and the informers they look through, and stops them.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly CancellationTokenSource curtain = new();
    private readonly List<Task> running = [];
    private readonly IReadOnlyList<Actor> actors;

    private Stage(IReadOnlyList<Actor> actors)
    {
        this.actors = actors;
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

        stage.running.AddRange(informers.Select(informer => Task.Run(() => informer.RunAsync(WakeAll, faults, stage.curtain.Token), CancellationToken.None)));
        await Task.WhenAll(informers.Select(informer => informer.Synced)).WaitAsync(TimeSpan.FromSeconds(30), cancellationToken);
        stage.running.AddRange(actors.Select(actor => Task.Run(() => actor.RunAsync(() => controlPlane.IsApiServerRunning, faults, stage.curtain.Token), CancellationToken.None)));
        return stage;
    }

    public async ValueTask DisposeAsync()
    {
        await curtain.CancelAsync();
        await Task.WhenAll(running);
        curtain.Dispose();
        foreach (var actor in actors)
        {
            actor.Dispose();
        }
    }
}
