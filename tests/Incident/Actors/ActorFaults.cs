using System.Collections.Concurrent;

namespace PostSoftwareHook.Incident;

/// <summary>What went wrong with the actors. A test whose stage is broken proves nothing, so this is thrown at it.</summary>
public sealed class ActorFaults
{
    private readonly ConcurrentQueue<Exception> _faults = [];

    public IReadOnlyList<Exception> All => [.. _faults];

    internal void Add(string actor, Exception fault) => _faults.Enqueue(new InvalidOperationException($"The actor {actor} failed: {fault.Message}", fault));

    /// <summary>Throws everything there is, once.</summary>
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
