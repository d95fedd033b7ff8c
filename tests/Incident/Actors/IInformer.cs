namespace PostSoftwareHook.Incident;

internal interface IInformer
{
    /// <summary>Completes when the first list has been received.</summary>
    Task Synced { get; }

    Task RunAsync(Action changed, ActorFaults faults, CancellationToken cancellationToken);
}
