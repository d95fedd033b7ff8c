namespace PostSoftwareHook.Api;

/// <summary>
/// How many requests may be under way at once. Halved when the server says that it is busy, and one more again for every round
/// of answers in which it doesn't: additive increase and multiplicative decrease, by which TCP finds its share of a link.
/// </summary>
internal sealed class RequestLimit
{
    private readonly int _most;
    private readonly Queue<TaskCompletionSource<int>> _waiting = [];
    private readonly Lock _lock = new();
    private int _underWay;
    private int _calmAnswers;
    private int _cuts;

    /// <summary>Begins with <paramref name="most"/>, and is never more.</summary>
    public RequestLimit(int most)
    {
        _most = most;
        Current = most;
    }

    /// <summary>How many may be under way now.</summary>
    public int Current { get; private set; }

    /// <summary>Waits for a place, first come, first served.</summary>
    /// <returns>What <see cref="Leave"/> wants to know.</returns>
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

    /// <summary>Gives the place back.</summary>
    /// <param name="entered">What <see cref="EnterAsync"/> returned.</param>
    /// <param name="isBusy">Whether the server said that it is busy. Of those who were under way together, the first to hear it speaks for all.</param>
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
