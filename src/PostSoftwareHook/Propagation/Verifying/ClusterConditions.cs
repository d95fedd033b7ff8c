namespace PostSoftwareHook.Propagation;

/// <summary>Conditions that are about more than the pods of the targets: what is not served or not installed although no pod waits.</summary>
internal static class ClusterConditions
{
    /// <summary>The conditions that <paramref name="latest"/> does not meet.</summary>
    /// <param name="latest">The latest round.</param>
    /// <param name="applied">What the run has written.</param>
    public static IEnumerable<UnmetCondition> Judge(Round latest, IReadOnlyList<AppliedChange> applied) =>
    [
        .. from target in latest.Plan.Targets
           let ns = latest.Snapshot.Find(target.Namespace)
           where ns is not null && target is { LeftAlone: null, Problem: null }
           from condition in CatalogConditions(ns, target)
           select condition,
        .. from catalogs in latest.Snapshot.ClusterCatalogs.Where(catalog => catalog.IsRefused).GroupBy(catalog => catalog.Message)
           let names = string.Join(", ", catalogs.Select(catalog => catalog.Name))
           select new UnmetCondition(Subject.ClusterCatalog(names), $"{names} {(catalogs.Count() == 1 ? "is" : "are")} refused: {catalogs.Key}", IsFailure: true, CannotRecover: true),
        .. from subscription in latest.Snapshot.FailedSubscriptions
           select UnmetCondition.Of(
               Subject.Subscription(subscription.Namespace, subscription.Name),
               $"is not installed: {subscription.Message}",
               cannotRecover: !applied.Any(change => change.IsEffective && change.Change is DeleteJob job && job.Namespace == subscription.Catalog.Namespace)),
    ];

    /// <summary>
    /// Catalogs that are not READY. A pod that the plan restarts, or that has failed, is reported itself; a pod that waits for another
    /// reason than authentication is left alone, and its catalog is not served for that reason.
    /// </summary>
    private static IEnumerable<UnmetCondition> CatalogConditions(NamespaceSnapshot ns, TargetPlan target) =>
        from catalog in ns.CatalogSources
        where !catalog.IsReady
        let steps = target.Pods.Where(step => step.Pod.Owner?.Uid == catalog.Uid && !step.Pod.IsUpdatePoll).ToList()
        where steps.All(step => step.Action == ItemAction.Skipped && step.Verdict == Verdict.NotAuthentication)
        select UnmetCondition.Of(Subject.Catalog(ns.Name, catalog.Name), $"{catalog.NotReadyYet}{(steps.Count > 0 ? $": {steps[0].Cause}" : " yet")}", cannotRecover: steps.Count > 0);
}
