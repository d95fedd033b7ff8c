namespace PostSoftwareHook.Incident;

/// <summary>Results of pulling all images of a pod.</summary>
internal sealed record PodOutcome(IReadOnlyList<ContainerOutcome> Init, IReadOnlyList<ContainerOutcome> Containers)
{
    public IEnumerable<ContainerOutcome> Stuck => Init.Concat(Containers).Where(container => container.IsStuck);

    public bool IsStuck => Stuck.Any();
}
