namespace PostSoftwareHook.Propagation;

/// <summary>What a run does. Pure: check mode prints this very plan, and apply executes this very plan.</summary>
/// <param name="Targets">The target namespaces, those that are there first, each sorted by name.</param>
/// <param name="Notices">What a person should know beside it.</param>
internal sealed record Plan(IReadOnlyList<TargetPlan> Targets, IReadOnlyList<Notice> Notices)
{
    /// <summary>Every write, in order.</summary>
    public IEnumerable<Change> Changes => Targets.SelectMany(target => target.Changes);
}
