namespace PostSoftwareHook.Incident;

/// <summary>Something that follows the objects of one kind.</summary>
internal interface IInformer
{
    /// <summary>Completes when the first list is in.</summary>
    Task Synced { get; }

    Task RunAsync(Action changed, ActorFaults faults, CancellationToken cancellationToken);
}
