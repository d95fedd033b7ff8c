namespace PostSoftwareHook.Propagation;

/// <summary>One pass of observe, diagnose, plan and apply. The first is the run's plan; later ones mend what turned up since.</summary>
/// <param name="Snapshot">What was seen.</param>
/// <param name="Diagnosis">What that means; null where the run only takes away.</param>
/// <param name="Plan">What was to be done.</param>
/// <param name="Applied">What was done; empty in check mode.</param>
internal sealed record Round(ClusterSnapshot Snapshot, Diagnosis? Diagnosis, Plan Plan, IReadOnlyList<AppliedChange> Applied)
{
    /// <summary>Whether the nodes and machine config pools may tell more: authentication holds pods back, or no pod is well at all.</summary>
    public bool NeedsNodeStatus =>
        Plan.Targets.Any(target => target.Pods.Any(pod => pod.Action is ItemAction.Restarted or ItemAction.Failed))
        || !Snapshot.Namespaces.Any(ns => ns.Pods.Any(pod => pod.IsReadyOrCompleted));
}
