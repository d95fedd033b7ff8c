namespace PostSoftwareHook.Incident;

/// <summary>Plays a component of the cluster: reconciles after every change it watches, and periodically.</summary>
internal abstract class Actor(string name) : IDisposable
{
    private static readonly TimeSpan Unreachable = TimeSpan.FromSeconds(20);
    private readonly SemaphoreSlim _awake = new(1);
    private DateTime _reachedAt = DateTime.UtcNow;

    public string Name { get; } = name;

    /// <summary>Time between two reconciliations if nothing changes.</summary>
    protected virtual TimeSpan Period => TimeSpan.FromMilliseconds(200);

    public void Wake()
    {
        if (_awake.CurrentCount == 0)
        {
            _awake.Release();
        }
    }

    public async Task RunAsync(Func<bool> serverIsRunning, ActorFaults faults, CancellationToken cancellationToken)
    {
        _reachedAt = DateTime.UtcNow;
        var failures = 0;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await _awake.WaitAsync(Period, cancellationToken);
                await ReconcileAsync(cancellationToken);
                _reachedAt = DateTime.UtcNow;
                failures = 0;
            }
            catch (Exception) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (Transient.Is(failure) && !IsCutOff(failure, serverIsRunning))
            {
                failures = Math.Min(failures + 1, 5);
                await Task.Delay(20 << failures, CancellationToken.None);
                Wake();
            }
#pragma warning disable CA1031 // any failure is reported to the test
            catch (Exception fault)
#pragma warning restore CA1031
            {
                faults.Add(Name, fault);
                await Task.Delay(Unreachable / 10, CancellationToken.None);
                _reachedAt = DateTime.UtcNow;
            }
        }
    }

    public void Dispose()
    {
        _awake.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Reconciles once. After a transient failure the actor tries again soon.</summary>
    protected abstract Task ReconcileAsync(CancellationToken cancellationToken);

    /// <summary>Runs <paramref name="action"/> for every item in parallel. A transient failure of one does not stop the others.</summary>
    protected static async Task ForEachAsync<T>(IEnumerable<T> items, Func<T, Task> action)
    {
        var all = Task.WhenAll(items.Select(action));
        try
        {
            await all;
        }
        catch (Exception) when (all.Exception is { } failures)
        {
            throw failures.InnerExceptions.FirstOrDefault(each => !Transient.Is(each)) ?? failures.InnerExceptions[0];
        }
    }

    private bool IsCutOff(Exception failure, Func<bool> serverIsRunning)
    {
        if (!serverIsRunning() || !Transient.IsConnection(failure))
        {
            _reachedAt = DateTime.UtcNow;
        }

        return DateTime.UtcNow - _reachedAt > Unreachable;
    }
}
