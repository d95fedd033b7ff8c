using System.Collections.Concurrent;

namespace PostSoftwareHook.Incident;

/// <summary>What went wrong with the actors. A test whose stage is broken proves nothing, so this is thrown at it.</summary>
public sealed class ActorFaults
{
    private readonly ConcurrentQueue<Exception> faults = [];

    public IReadOnlyList<Exception> All => [.. faults];

    internal void Add(string actor, Exception fault) => faults.Enqueue(new InvalidOperationException($"The actor {actor} failed: {fault.Message}", fault));

    /// <summary>Throws everything there is, once.</summary>
    public void ThrowIfAny()
    {
        var all = All;
        faults.Clear();
        if (all.Count > 0)
        {
            throw new AggregateException("The incident's actors failed.", all);
        }
    }
}
