namespace PostSoftwareHook.Propagation;

/// <summary>Computes the plan of a removal: first the links, then the copies that this tool created.</summary>
internal static class RemovalPlanner
{
    public static Plan Plan(ClusterSnapshot snapshot, Settings settings)
    {
        var notices = new List<Notice>();
        var plan = new Plan([.. snapshot.Namespaces.Select(ns => PlanNamespace(ns, settings, notices))], notices);
        if (snapshot.Cluster.EnsuresPullSecrets && plan.Changes.OfType<UnlinkServiceAccount>().Any())
        {
            notices.Add(Notice.Warning(
                Subject.Namespaces,
                "From OpenShift 4.22 and Kubernetes 1.35 on, a pod that is made anew may not use an image that was pulled with the removed secret; it must be able to pull with the node's credentials."));
        }

        return plan;
    }

    private static TargetPlan PlanNamespace(NamespaceSnapshot ns, Settings settings, List<Notice> notices)
    {
        var secretName = settings.SecretName;
        if (ns.Problem is { } problem)
        {
            return new() { Namespace = ns.Name, Problem = problem };
        }

        if (ns.IsTerminating || ns.IsOptedOut)
        {
            return new()
            {
                Namespace = ns.Name,
                LeftAlone = ns.IsTerminating ? "the namespace is being deleted" : $"its annotation {OwnershipLabels.OptOutAnnotation} opts it out",
                IsPending = ns.IsTerminating,
            };
        }

        if (settings.Sources.Contains(new(ns.Name, secretName)))
        {
            return new() { Namespace = ns.Name, Secret = new(secretName, ItemAction.Skipped, "it is the source") };
        }

        var linked = ns.ServiceAccounts.Where(account => account.ImagePullSecrets.Contains(secretName) && !account.IsOptedOut).ToList();
        if (ns.Secret is { IsOurs: false } foreign)
        {
            if (linked.Count > 0)
            {
                notices.Add(new(
                    Subject.Secret(ns.Name, secretName),
                    NoticeKind.LinksLeft,
                    $"The secret {foreign.Id} isn't ours, so it stays, and so do its links.",
                    [.. linked.Select(account => new ShellCommand(ShellStep.Oc($"secrets unlink {account.Name} {secretName} -n {ns.Name}")))]));
            }

            return new() { Namespace = ns.Name, Secret = new(secretName, ItemAction.Skipped, "it isn't ours") };
        }

        var accounts = linked.Select(account => ServingCatalogs.ReasonNotToUnlink(ns, account.Name, settings) is { } reason
            ? new PlanStep(account.Name, ItemAction.Skipped, reason)
            : new PlanStep(account.Name, ItemAction.Unlinked, null, new UnlinkServiceAccount(ns.Name, account.Name, secretName, account))).ToList();
        var kept = accounts.Where(step => step.Action == ItemAction.Skipped).Select(step => step.Name).ToList();
        if (kept.Count > 0)
        {
            notices.Add(ServingCatalogs.CostOfUnlinking(ns, kept));
        }

        return new() { Namespace = ns.Name, ServiceAccounts = accounts, Secret = PlanSecret(ns, secretName, kept) };
    }

    private static PlanStep? PlanSecret(NamespaceSnapshot ns, string secretName, List<string> kept) => ns.Secret switch
    {
        null => null,
        { } when kept.Count > 0 => new(secretName, ItemAction.Skipped, $"{string.Join(", ", kept)} {(kept.Count == 1 ? "carries" : "carry")} it"),
        { } ours => new(secretName, ItemAction.Deleted, null, new DeleteSecret(ns.Name, secretName, ours)),
    };
}
