namespace PostSoftwareHook.Propagation;

/// <summary>Computes the plan of a heal: the minimum of changes.</summary>
internal static class Planner
{
    /// <summary>
    /// How long after a link a new pod may lack the secret because the API server's cached serviceaccount was stale. A pod created
    /// later without it lists its own imagePullSecrets, which a restart does not change.
    /// </summary>
    private static readonly TimeSpan CacheLag = TimeSpan.FromSeconds(5);

    public static Plan Plan(ClusterSnapshot snapshot, Diagnosis diagnosis, DesiredSecret desired, Settings settings)
    {
        if (desired.Credentials is not { } credentials)
        {
            return new([], []);
        }

        var notices = new List<Notice>(desired.Notices);
        var present = snapshot.Namespaces.Select(ns => PlanNamespace(ns, diagnosis, credentials, desired.Origin, settings, notices));
        var absent = settings.NamedNamespaces.Where(name => snapshot.Find(name) is null).Select(name => new TargetPlan
        {
            Namespace = name,
            LeftAlone = "the namespace isn't there yet",
            IsPending = true,
        });

        return new([.. present, .. absent], notices);
    }

    private static TargetPlan PlanNamespace(
        NamespaceSnapshot ns, Diagnosis diagnosis, RegistryCredentials desired, string origin, Settings settings, List<Notice> notices)
    {
        if (ns.IsTerminating)
        {
            return new() { Namespace = ns.Name, LeftAlone = "the namespace is being deleted", IsPending = true };
        }

        if (ns.Problem is { } problem)
        {
            return new() { Namespace = ns.Name, Problem = problem };
        }

        if (ns.IsOptedOut)
        {
            return new() { Namespace = ns.Name, LeftAlone = $"its annotation {OwnershipLabels.OptOutAnnotation} opts it out" };
        }

        var target = settings.TargetOf(ns.Name)!;
        var stuck = diagnosis.Pods.Where(pod => pod.Namespace == ns.Name).ToList();
        var wanted = ns.ServiceAccounts.Where(account => IsWanted(account, ns, target, stuck)).ToList();

        // What OLM would answer with a new pod is no reason to bring the secret: nothing is written on a cluster whose catalogs serve.
        var kept = wanted.Where(account => !account.ImagePullSecrets.Contains(settings.SecretName))
            .Select(account => (account.Name, Reason: ServingCatalogs.ReasonNotToLink(ns, account.Name, settings))).Where(account => account.Reason is not null)
            .ToDictionary(account => account.Name, account => account.Reason!);

        var isSource = settings.Sources.Contains(new(ns.Name, settings.SecretName));
        var (secret, notice) = isSource ? (new PlanStep(settings.SecretName, ItemAction.Unchanged, "it is the source"), null)
            : wanted.Any(account => !account.IsOptedOut && !kept.ContainsKey(account.Name)) || ns.Secret is { IsOurs: true } ? SecretPlanner.Plan(new(ns.Name, settings.SecretName), ns.Secret, desired, origin, settings.Force)
            : (null, null);

        // Serviceaccounts that already link to a copy of ours are included. If the secret is not ours, its other users are not our concern.
        var isOurs = ns.Secret is { IsOurs: true } || secret?.Change is WriteSecret;
        var selected = ns.ServiceAccounts.Where(account => wanted.Contains(account) || (isOurs && account.ImagePullSecrets.Contains(settings.SecretName))).ToList();
        if (notice is not null)
        {
            notices.Add(notice);
        }

        var isConflict = secret?.Action == ItemAction.Conflict;
        var accounts = selected.Select(account => PlanAccount(account, ns.Name, settings.SecretName, isConflict, kept.GetValueOrDefault(account.Name))).ToList();
        var links = new PlannedLinks(accounts, kept, isConflict);
        var restart = target.Restart ?? settings.Restart;
        var pods = stuck.Select(pod => PlanPod(pod, ns, links, restart, settings.SecretName)).ToList();
        notices.AddRange(pods.Where(pod => pod.Action == ItemAction.Skipped || pod is { Verdict: Verdict.Unknown, Command: not null }).Select(pod => new Notice(
            Subject.Pod(ns.Name, pod.Pod.Name),
            pod.Action == ItemAction.Skipped ? NoticeKind.PodLeftAlone : NoticeKind.PodUnexplained,
            pod.Reason,
            pod.Command is { } command ? [command] : [])));

        return new()
        {
            Namespace = ns.Name,
            Secret = secret,
            Hosts = secret is null ? [] : [.. desired.Keys.Select(RegistryKey.Short)],
            ServiceAccounts = accounts,
            Pods = pods,
        };
    }

    private static bool IsWanted(ServiceAccountSnapshot account, NamespaceSnapshot ns, Target target, List<PodDiagnosis> stuck)
    {
        if (target.ServiceAccounts is { } globs)
        {
            return globs.Any(glob => glob.Matches(account.Name));
        }

        return ns.CatalogSources.Any(catalog => catalog.Name == account.Name)
            || account.Name.StartsWith("klusterlet", StringComparison.Ordinal)
            || stuck.Any(pod => pod.Pod.ServiceAccount == account.Name && (Verdicts.Of(pod.Verdict).Remedy == Remedy.Heal || IsStoppedBy(ns.Secret, pod)));
    }

    /// <summary>Whether the secret of our name is what keeps the pod from pulling.</summary>
    private static bool IsStoppedBy(PullSecret? secret, PodDiagnosis pod) =>
        pod.Verdict == Verdict.PullSecretUnreadable && secret?.Problem is not null && pod.Pod.ImagePullSecrets.Contains(secret.Id.Name);

    private static PlanStep PlanAccount(ServiceAccountSnapshot account, string ns, string secretName, bool isConflict, string? keptBecause)
    {
        if (account.IsOptedOut)
        {
            return new(account.Name, ItemAction.Skipped, $"its annotation {OwnershipLabels.OptOutAnnotation} opts it out");
        }

        if (account.ImagePullSecrets.Contains(secretName))
        {
            return new(account.Name, ItemAction.Unchanged);
        }

        return (keptBecause ?? (isConflict ? $"the secret {secretName} is in conflict" : null)) is { } hindrance
            ? new(account.Name, ItemAction.Skipped, hindrance)
            : new(account.Name, ItemAction.Linked, null, new LinkServiceAccount(ns, account.Name, secretName, account));
    }

    private static PodStep PlanPod(
        PodDiagnosis diagnosis, NamespaceSnapshot ns, PlannedLinks links, RestartPolicy restart, string secretName)
    {
        var pod = diagnosis.Pod;
        PodStep Leave(ItemAction action, string? hindrance = null, ShellCommand? command = null) =>
            new(pod, diagnosis.Verdict, action, diagnosis.Cause, hindrance, null, command);

        PodStep Restart() => ObstacleTo(pod, diagnosis.Verdict, ns, links, restart, secretName) is var (action, hindrance, command)
            ? Leave(action, hindrance, command)
            : new(pod, diagnosis.Verdict, ItemAction.Restarted, diagnosis.Cause, Change: pod.Owner!.ReplacesPods ? new RestartPod(ns.Name, pod.Name, pod) : new DeleteJob(ns.Name, pod.Owner.Name, pod));

        var remedy = Verdicts.Of(diagnosis.Verdict).Remedy;
        return remedy is Remedy.Heal or Remedy.Person or Remedy.Inquiry && ns.ServiceAccounts.Any(account => account.Name == pod.ServiceAccount && account.IsOptedOut)
            ? Leave(ItemAction.Skipped, $"its serviceaccount {pod.ServiceAccount} opts out")
            : remedy switch
            {
                Remedy.Heal => Restart(),
                Remedy.Person => Leave(ItemAction.Failed),
                Remedy.Inquiry => Leave(ItemAction.Failed, command: pod.Owner is null ? null : CommandToRestart(pod, ns.Name)),
                Remedy.None or Remedy.Elsewhere => Leave(ItemAction.Skipped),
            };
    }

    /// <summary>Why a pod that heal could fix is not restarted, with a command for the user; null if it can be restarted.</summary>
    private static (ItemAction Action, string Hindrance, ShellCommand? Command)? ObstacleTo(
        PodSnapshot pod, Verdict cause, NamespaceSnapshot ns, PlannedLinks links, RestartPolicy restart, string secretName)
    {
        if (links.IsConflict)
        {
            return (ItemAction.Failed, $"the secret {secretName} is in conflict", null);
        }

        if (links.Kept.TryGetValue(pod.ServiceAccount, out var keptBecause))
        {
            return (restart == RestartPolicy.Never ? ItemAction.Skipped : ItemAction.Failed, $"its serviceaccount {pod.ServiceAccount} is not linked: {keptBecause}", null);
        }

        if (!links.Accounts.Any(step => step.Name == pod.ServiceAccount && step.Action != ItemAction.Skipped))
        {
            return (ItemAction.Skipped, $"its serviceaccount {pod.ServiceAccount} is no target", new(ShellStep.Oc($"secrets link {pod.ServiceAccount} {secretName} --for=pull -n {ns.Name}")));
        }

        if (cause == Verdict.LinkMissing && NamesItsOwnSecrets(pod, ns, secretName))
        {
            return (ItemAction.Skipped, $"its template names its own imagePullSecrets, so the serviceaccount's {secretName} doesn't reach it", null);
        }

        if (pod.Owner is null)
        {
            return (ItemAction.Skipped, "it has no owner that would make a new one", new(ShellStep.Oc($"get pod {pod.Name} -n {ns.Name} -o yaml"), ShellStep.Oc("replace --force -f -")));
        }

        if (!pod.Owner.ReplacesPods && !(pod.UnpackRef is not null && pod.Owner.Kind == PodOwner.JobKind))
        {
            return (ItemAction.Skipped, pod.Owner.Kind == PodOwner.JobKind
                ? $"its {pod.Owner} counts a deleted pod as a failure"
                : $"whether its {pod.Owner} makes a new pod is not known", CommandToRestart(pod, ns.Name));
        }

        return restart == RestartPolicy.Never ? (ItemAction.Skipped, $"{OptionReference.To("restart")} is never", CommandToRestart(pod, ns.Name)) : null;
    }

    private static ShellCommand CommandToRestart(PodSnapshot pod, string ns) =>
        new(ShellStep.Oc(pod is { UnpackRef: not null, Owner: { Kind: PodOwner.JobKind } job } ? $"delete job {job.Name} -n {ns}" : $"delete pod {pod.Name} -n {ns}"));

    private static bool NamesItsOwnSecrets(PodSnapshot pod, NamespaceSnapshot ns, string secretName)
    {
        var account = ns.ServiceAccounts.FirstOrDefault(account => account.Name == pod.ServiceAccount);
        return account is not null
            && (pod.ImagePullSecrets.Any(name => !account.ImagePullSecrets.Contains(name) && !name.Contains("-dockercfg-", StringComparison.Ordinal))
                || WasMadeAfterTheLink(pod, account, secretName));
    }

    private static bool WasMadeAfterTheLink(PodSnapshot pod, ServiceAccountSnapshot account, string secretName) =>
        account.ImagePullSecrets.Contains(secretName)
        && account.LinksChangedAt is { } linkedAt
        && pod.CreatedAt > linkedAt + CacheLag;

    /// <summary>What a pod's fate depends on.</summary>
    /// <param name="Accounts">The selected serviceaccounts.</param>
    /// <param name="Kept">Why those of serving catalogs are not linked.</param>
    /// <param name="IsConflict">Whether the secret is in conflict.</param>
    private sealed record PlannedLinks(IReadOnlyList<PlanStep> Accounts, IReadOnlyDictionary<string, string> Kept, bool IsConflict);
}
