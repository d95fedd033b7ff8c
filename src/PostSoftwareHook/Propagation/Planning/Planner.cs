namespace PostSoftwareHook.Propagation;

/// <summary>Computes the plan of a heal: the minimum of changes.</summary>
internal static class Planner
{
    /// <summary>
    /// How long after a link a new pod may lack the secret because the API server's cached serviceaccount was stale. A pod created
    /// later without it lists its own imagePullSecrets, which a restart does not change.
    /// </summary>
    private static readonly TimeSpan CacheLag = TimeSpan.FromSeconds(5);

    /// <param name="snapshot">The observed state.</param>
    /// <param name="diagnosis">The causes for which pods wait.</param>
    /// <param name="desired">The content of the copies.</param>
    /// <param name="settings">The settings of the run.</param>
    /// <param name="mayPrevent">Whether a serviceaccount of a namespace may be linked before a pod needs it; null for all.</param>
    public static Plan Plan(ClusterSnapshot snapshot, Diagnosis diagnosis, DesiredSecret desired, Settings settings, Func<string, string, bool>? mayPrevent = null)
    {
        if (desired.Credentials is not { } credentials)
        {
            return new([], []);
        }

        var notices = new List<Notice>(desired.Notices);
        var present = snapshot.Namespaces.Select(ns => PlanNamespace(ns, snapshot.Findings, diagnosis, credentials, desired.Origin, settings, mayPrevent ?? ((_, _) => true), notices));
        var absent = settings.NamedNamespaces.Where(name => snapshot.Find(name) is null).Select(name => settings.MayBeMissing(name)
            ? new TargetPlan { Namespace = name, LeftAlone = "the namespace isn't there yet", IsPending = true }
            : new TargetPlan { Namespace = name, Problem = $"The namespace {name} does not exist. Correct {OptionReference.To("targets")}, or set {OptionReference.To("wait_for_namespaces")} if it is still to come." });
        List<TargetPlan> targets = [.. present, .. absent];
        return new(targets, [.. notices, .. RefusalNotices(diagnosis, desired.Origin), .. ElsewhereNotices(diagnosis)]);
    }

    /// <summary>A refused source is told before a pod waits for it.</summary>
    private static IEnumerable<Notice> RefusalNotices(Diagnosis diagnosis, string origin) => diagnosis.RegistriesThatRefuse.Count > 0 && diagnosis.Pods.Count == 0
        ? [Notice.Warning(Subject.Sources(origin), $"{string.Join(" and ", diagnosis.RegistriesThatRefuse)} {(diagnosis.RegistriesThatRefuse.Count == 1 ? "refuses" : "refuse")} the credentials of {origin}. The pods that run go on, but an image that must be pulled anew will not be: renew the credentials before that.")]
        : [];

    /// <summary>Pods that wait outside the targets, by namespace.</summary>
    private static IEnumerable<Notice> ElsewhereNotices(Diagnosis diagnosis) =>
        from pods in diagnosis.Elsewhere.GroupBy(pod => pod.Namespace)
        let first = pods.MinBy(pod => Verdicts.Of(pod.Verdict).Rank)!
        select Notice.Warning(
            Subject.NamespaceOf(pods.Key),
            $"Outside the targets, in {pods.Key}, {(pods.Count() == 1 ? $"pod {first.Pod.Name} waits for its image" : $"{pods.Count()} pods wait for their images, for example {first.Pod.Name}")}: {first.Cause}. Nothing is done about it; to include it, add {pods.Key} to {OptionReference.To("targets")}.");

    private static TargetPlan PlanNamespace(
        NamespaceSnapshot ns,
        Findings findings,
        Diagnosis diagnosis,
        RegistryCredentials desired,
        string origin,
        Settings settings,
        Func<string, string, bool> mayPrevent,
        List<Notice> notices)
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

        if (settings.LeavesToTenants(ns))
        {
            return new() { Namespace = ns.Name, LeftAlone = $"a pattern alone selects it, and its users could read the copy; name it in full, or annotate it with {OwnershipLabels.AllowAnnotation}=true" };
        }

        var target = settings.TargetOf(ns.Name)!;
        var stuck = diagnosis.Pods.Where(pod => pod.Namespace == ns.Name).ToList();
        var wanted = ns.ServiceAccounts.Where(account => IsWanted(account, ns, target, stuck, mayPrevent)).ToList();

        // What OLM would answer with a new pod is no reason to bring the secret: nothing is written on a cluster whose catalogs serve.
        var kept = wanted.Where(account => !account.ImagePullSecrets.Contains(settings.SecretName))
            .Select(account => (account.Name, Reason: ServingCatalogs.ReasonNotToLink(ns, account.Name, settings) ?? ReasonNotToPrevent(ns, findings, diagnosis, stuck, account))).Where(account => account.Reason is not null)
            .ToDictionary(account => account.Name, account => account.Reason!);

        var isSource = settings.Sources.Contains(new(ns.Name, settings.SecretName));
        var (secret, notice) = isSource ? (new PlanStep(settings.SecretName, ItemAction.Unchanged, "it is the source"), null)
            : wanted.Any(account => !account.IsOptedOut && !kept.ContainsKey(account.Name) && !IsRefused(ns, findings, diagnosis, stuck, account)) || (ns.Secret is { IsOurs: true } && (diagnosis.RegistriesThatRefuse.Count == 0 || stuck.Any(IsHealedByLink))) ? SecretPlanner.Plan(new(ns.Name, settings.SecretName), ns.Secret, desired, origin, settings.Force)
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
        notices.AddRange(pods.Where(pod => pod.Action == ItemAction.Skipped || pod is { Action: ItemAction.Failed, Command: not null }).Select(pod => new Notice(
            Subject.Pod(ns.Name, pod.Pod),
            pod.Verdict == Verdict.Unknown && pod.Action == ItemAction.Failed ? NoticeKind.PodUnexplained : NoticeKind.PodLeftAlone,
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

    /// <summary>
    /// Pods that wait are the reason to link their serviceaccount, if the cause is one that a link heals. Catalogs and the klusterlet
    /// are linked before they need it, unless their pods wait for another cause.
    /// </summary>
    private static bool IsWanted(ServiceAccountSnapshot account, NamespaceSnapshot ns, Target target, List<PodDiagnosis> stuck, Func<string, string, bool> mayPrevent)
    {
        if (target.ServiceAccounts is { } globs)
        {
            return globs.Any(glob => glob.Matches(account.Name));
        }

        var own = stuck.Where(pod => pod.Pod.ServiceAccount == account.Name).ToList();
        return own.Any(pod => IsHealedByLink(pod) || IsStoppedBy(ns.Secret, pod)) || (own.Count == 0 && IsWorthPreventing(account, ns, target) && mayPrevent(ns.Name, account.Name));
    }

    private static bool IsWorthPreventing(ServiceAccountSnapshot account, NamespaceSnapshot ns, Target target) =>
        ns.CatalogSources.Any(catalog => catalog.Name == account.Name)
        || (account.Name.StartsWith("klusterlet", StringComparison.Ordinal) && (target.Namespace.IsLiteral || PlatformNamespaces.IsOfOcm(ns.Name)));

    private static bool IsHealedByLink(PodDiagnosis pod) => Verdicts.Of(pod.Verdict).Remedy == Remedy.Heal;

    /// <summary>
    /// Whether the source's credentials are refused by a registry that the serviceaccount's pods pull from, or, where it has none, by any:
    /// then a link can't help, unless a pod waits that it heals all the same.
    /// </summary>
    private static bool IsRefused(NamespaceSnapshot ns, Findings findings, Diagnosis diagnosis, List<PodDiagnosis> stuck, ServiceAccountSnapshot account)
    {
        var images = ns.Pods.Where(pod => pod.ServiceAccount == account.Name && !pod.IsTerminating).SelectMany(pod => pod.Images).ToList();
        return !stuck.Any(pod => pod.Pod.ServiceAccount == account.Name && IsHealedByLink(pod))
            && (images.Count == 0
                ? diagnosis.RegistriesThatRefuse.Count > 0
                : images.Any(image => diagnosis.RegistriesThatRefuse.Contains(ImageReference.Parse(image).Host) && findings.AnswerFor(image, AskedWith.Source)?.Judgement != RegistryJudgement.Accepted));
    }

    private static string? ReasonNotToPrevent(NamespaceSnapshot ns, Findings findings, Diagnosis diagnosis, List<PodDiagnosis> stuck, ServiceAccountSnapshot account) =>
        IsRefused(ns, findings, diagnosis, stuck, account) ? "the registry refuses the source's credentials, so a link can't help" : null;

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

        PodStep Restart((ItemAction Action, string Hindrance, ShellCommand? Command)? obstacle) => obstacle is var (action, hindrance, command)
            ? Leave(action, hindrance, command)
            : new(pod, diagnosis.Verdict, ItemAction.Restarted, diagnosis.Cause, Change: pod.Owner!.ReplacesPods ? new RestartPod(ns.Name, pod.Name, pod) : new DeleteJob(ns.Name, pod.Owner.Name, pod));

        var remedy = Verdicts.Of(diagnosis.Verdict).Remedy;
        return remedy is not (Remedy.None or Remedy.Elsewhere) && ns.ServiceAccounts.Any(account => account.Name == pod.ServiceAccount && account.IsOptedOut)
            ? Leave(ItemAction.Skipped, $"its serviceaccount {pod.ServiceAccount} opts out")
            : remedy switch
            {
                Remedy.Heal => Restart(ObstacleToLink(pod, diagnosis.Verdict, ns, links, restart, secretName) ?? ObstacleToRestart(pod, ns.Name, restart)),
                Remedy.Restart => Restart(ObstacleToRestart(pod, ns.Name, restart)),
                Remedy.Person => Leave(ItemAction.Failed, command: pod.IsGone ? CommandToRestart(pod, ns.Name) : null),
                Remedy.Inquiry => Leave(ItemAction.Failed, command: pod.Owner is null ? null : CommandToRestart(pod, ns.Name)),
                Remedy.None or Remedy.Elsewhere => Leave(ItemAction.Skipped),
            };
    }

    /// <summary>Why the secret does not reach a pod that it would heal, with a command for the user; null if it does.</summary>
    private static (ItemAction Action, string Hindrance, ShellCommand? Command)? ObstacleToLink(
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
            return (ns.ServiceAccounts.Any(account => account.Name == pod.ServiceAccount) ? ItemAction.Skipped : ItemAction.Failed, $"its serviceaccount {pod.ServiceAccount} is no target", new(ShellStep.Oc($"secrets link {pod.ServiceAccount} {secretName} --for=pull -n {ns.Name}")));
        }

        return cause == Verdict.LinkMissing && NamesItsOwnSecrets(pod, ns, secretName)
            ? (ItemAction.Failed, $"its template names its own imagePullSecrets, so the serviceaccount's {secretName} doesn't reach it", null)
            : null;
    }

    /// <summary>Why a pod that would be well after a restart is not restarted, with a command for the user; null if it can be.</summary>
    private static (ItemAction Action, string Hindrance, ShellCommand? Command)? ObstacleToRestart(PodSnapshot pod, string ns, RestartPolicy restart) => pod.Owner switch
    {
        _ when restart == RestartPolicy.Never => (ItemAction.Skipped, $"{OptionReference.To("restart")} is never", pod.Owner is null ? CommandToReplace(pod, ns) : CommandToRestart(pod, ns)),
        null => (ItemAction.Failed, "it has no owner that would make a new one", CommandToReplace(pod, ns)),
        { ReplacesPods: true } => null,
        { Kind: PodOwner.JobKind } when pod.UnpackRef is not null => null,
        { Kind: PodOwner.JobKind } => (ItemAction.Failed, $"its {pod.Owner} counts a deleted pod as a failure", CommandToRestart(pod, ns)),
        _ => (ItemAction.Failed, $"whether its {pod.Owner} makes a new pod is not known", CommandToRestart(pod, ns)),
    };

    private static ShellCommand CommandToReplace(PodSnapshot pod, string ns) =>
        new(ShellStep.Oc($"get pod {pod.Name} -n {ns} -o yaml"), ShellStep.Oc("replace --force -f -"));

    private static ShellCommand CommandToRestart(PodSnapshot pod, string ns) =>
        new(ShellStep.Oc(pod is { UnpackRef: not null, Owner: { Kind: PodOwner.JobKind } job } ? $"delete job {job.Name} -n {ns}" : $"delete pod {pod.Name} -n {ns}"));

    private static bool NamesItsOwnSecrets(PodSnapshot pod, NamespaceSnapshot ns, string secretName)
    {
        var account = ns.ServiceAccounts.FirstOrDefault(account => account.Name == pod.ServiceAccount);
        return account is not null
            && (pod.ImagePullSecrets.Any(name => !account.ImagePullSecrets.Contains(name) && !PodSnapshot.IsOfInternalRegistry(name))
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
