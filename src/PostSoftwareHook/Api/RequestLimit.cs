namespace PostSoftwareHook.Api;

/// <summary>
/// Limits the number of concurrent requests. The limit is halved when the server responds 429, and raised by one after as many
/// other responses as the current limit: additive increase and multiplicative decrease, as in TCP congestion control.
/// </summary>
internal sealed class RequestLimit
{
    private readonly int _most;
    private readonly Queue<TaskCompletionSource<int>> _waiting = [];
    private readonly Lock _lock = new();
    private int _underWay;
    private int _calmAnswers;
    private int _cuts;

    /// <summary>Starts with the maximum, <paramref name="most"/>.</summary>
    public RequestLimit(int most)
    {
        _most = most;
        Current = most;
    }

    /// <summary>The current limit.</summary>
    public int Current { get; private set; }

    /// <summary>Waits for a free place, in order of arrival.</summary>
    /// <returns>The value to pass to <see cref="Leave"/>.</returns>
    public async Task<int> EnterAsync(CancellationToken cancellationToken)
    {
        TaskCompletionSource<int> place;
        lock (_lock)
        {
            if (_underWay < Current)
            {
                _underWay++;
                return _cuts;
            }

            place = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(place);
        }

        await using var leaving = cancellationToken.Register(() => place.TrySetCanceled(cancellationToken)).ConfigureAwait(false);
        return await place.Task.ConfigureAwait(false);
    }

    /// <summary>Frees the place.</summary>
    /// <param name="entered">The value that <see cref="EnterAsync"/> returned.</param>
    /// <param name="isBusy">Whether the server responded 429. Of requests that were sent under the same limit, only the first 429 lowers it.</param>
    public void Leave(int entered, bool isBusy)
    {
        lock (_lock)
        {
            _underWay--;
            if (!isBusy)
            {
                Grow();
            }
            else if (entered == _cuts)
            {
                Current = Math.Max(1, Current / 2);
                _cuts++;
                _calmAnswers = 0;
            }

            while (_underWay < Current && _waiting.TryDequeue(out var next))
            {
                _underWay += next.TrySetResult(_cuts) ? 1 : 0;
            }
        }
    }

    private void Grow()
    {
        _calmAnswers++;
        if (_calmAnswers >= Current)
        {
            Current = Math.Min(_most, Current + 1);
            _calmAnswers = 0;
        }
    }
}
