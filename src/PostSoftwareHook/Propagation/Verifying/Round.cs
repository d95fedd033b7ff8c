namespace PostSoftwareHook.Propagation;

/// <summary>One pass of observe, diagnose, plan and apply. The first round's plan is the run's plan; later rounds fix problems that appear afterwards.</summary>
/// <param name="Snapshot">The observed state.</param>
/// <param name="Diagnosis">The diagnosis, or null in a removal.</param>
/// <param name="Plan">The planned changes.</param>
/// <param name="Applied">The outcomes of the writes; empty in check mode.</param>
internal sealed record Round(ClusterSnapshot Snapshot, Diagnosis? Diagnosis, Plan Plan, IReadOnlyList<AppliedChange> Applied);
