namespace PostSoftwareHook.Propagation;

/// <summary>The planned changes of a run. Check mode prints the same plan that heal and remove execute.</summary>
/// <param name="Targets">The target namespaces: existing ones sorted by name, then missing ones in the order of the options.</param>
/// <param name="Notices">Warnings and advice for the user.</param>
internal sealed record Plan(IReadOnlyList<TargetPlan> Targets, IReadOnlyList<Notice> Notices)
{
    /// <summary>All writes, in the order of execution within each namespace.</summary>
    public IEnumerable<Change> Changes => Targets.SelectMany(target => target.Changes);
}
