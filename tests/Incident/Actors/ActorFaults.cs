using System.Collections.Concurrent;

namespace PostSoftwareHook.Incident;

/// <summary>Errors of the actors. They are thrown at the test, because a test on a broken scenario proves nothing.</summary>
public sealed class ActorFaults
{
    private readonly ConcurrentQueue<Exception> _faults = [];

    public IReadOnlyList<Exception> All => [.. _faults];

    internal void Add(string actor, Exception fault) => _faults.Enqueue(new InvalidOperationException($"The actor {actor} failed: {fault.Message}", fault));

    /// <summary>Throws all errors collected so far and forgets them.</summary>
    public void ThrowIfAny()
    {
        var all = All;
        _faults.Clear();
        if (all.Count > 0)
        {
            throw new AggregateException("The incident's actors failed.", all);
        }
    }
}
