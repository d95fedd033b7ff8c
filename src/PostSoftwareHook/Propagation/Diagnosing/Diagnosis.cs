namespace PostSoftwareHook.Propagation;

/// <summary>Why a cluster's image pulls fail, with the evidence.</summary>
/// <param name="Verdict">The verdict of the cluster: the one with the lowest rank in <see cref="Verdicts"/>.</param>
/// <param name="Evidence">Every problem found, those of the verdict first.</param>
/// <param name="RegistriesNeeded">The registries whose images fail to pull on authentication, sorted.</param>
/// <param name="RegistriesInSource">The registry keys in the source secrets, sorted.</param>
/// <param name="Pods">The cause for each stuck pod.</param>
internal sealed record Diagnosis(
    Verdict Verdict,
    IReadOnlyList<Evidence> Evidence,
    IReadOnlyList<string> RegistriesNeeded,
    IReadOnlyList<string> RegistriesInSource,
    IReadOnlyList<PodDiagnosis> Pods)
{
    /// <summary>The source secret to name in advice: the first that can't be used, or else the first of all.</summary>
    public required NamespacedName Source { get; init; }

    /// <summary>The registries that refuse the source's credentials, sorted.</summary>
    public IReadOnlyList<string> RegistriesThatRefuse { get; init; } = [];

    /// <summary>The pods that wait outside the targets, where nothing is changed.</summary>
    public IReadOnlyList<PodDiagnosis> Elsewhere { get; init; } = [];

    /// <param name="snapshot">The observed state.</param>
    /// <param name="desired">The content of the sources.</param>
    /// <param name="settings">The settings of the run.</param>
    /// <param name="wasRestarted">Whether this run has restarted a pod of the same maker in that namespace; null if it restarted none.</param>
    public static Diagnosis Of(ClusterSnapshot snapshot, DesiredSecret desired, Settings settings, Func<string, PodSnapshot, bool>? wasRestarted = null)
    {
        var credentials = desired.Credentials ?? new RegistryCredentials([]);
        var findings = WithCatalogd(snapshot, settings);
        var examiner = new PodExaminer(findings, credentials, settings, wasRestarted ?? ((_, _) => false));
        var pods = Examine(snapshot.Namespaces, examiner);
        var elsewhere = Examine(snapshot.Elsewhere, examiner).Where(pod => pod.Verdict != Verdict.NotAuthentication).ToList();
        var all = pods.Concat(elsewhere).ToList();
        var heldBack = all.Where(pod => pod.Pod.HeldBack is not null).ToList();

        List<Evidence> evidence =
        [
            .. ClusterEvidence(snapshot, settings),
            .. desired.Problem is { } problem ? [new Evidence(Verdict.SourceInvalid, Subject.Sources(desired.Origin), problem)] : Array.Empty<Evidence>(),
            .. NodeEvidence.Of(snapshot, all, credentials),
            .. desired.Problem is null ? CopyEvidence(snapshot, credentials, settings) : [],
            .. all.Where(pod => desired.Problem is null || pod.Verdict is Verdict.NotAuthentication or Verdict.Unknown or Verdict.PullSecretUnreadable or Verdict.MirrorRefused or Verdict.ProxyRefused)
                .Select(pod => new Evidence(pod.Verdict, Subject.Pod(pod.Namespace, pod.Pod), pod.Message)),
            .. AnswerEvidence(findings, all, settings),
            .. UnaskedEvidence(findings, all),
            .. CatalogEvidence(snapshot, pods, credentials),
            .. snapshot.FailedSubscriptions.Select(subscription => new Evidence(Verdict.OperatorsFailed, Subject.Subscription(subscription.Namespace, subscription.Name), subscription.Message)),
        ];

        var verdict = evidence.Select(e => e.Verdict).Append(Verdict.Healthy).MinBy(v => Verdicts.Of(v).Rank);
        return new(
            verdict,
            [.. evidence.OrderBy(e => e.Verdict != verdict)],
            [.. heldBack.Select(pod => pod.Host).Distinct().Order(StringComparer.Ordinal)],
            [.. credentials.Keys.Select(RegistryKey.Short)],
            pods)
        {
            Source = settings.Sources.Where(id => snapshot.Sources.FirstOrDefault(secret => secret.Id == id)?.Usable is null).Append(settings.Sources[0]).First(),
            Elsewhere = elsewhere,
            RegistriesThatRefuse = [.. findings.Answers.Where(answer => answer is { With: AskedWith.Source, Judgement: RegistryJudgement.Refused }).Select(answer => answer.Host).Distinct().Order(StringComparer.Ordinal)],
        };
    }

    /// <summary>The findings with what catalogd got to know, which pulls with openshift-config/pull-secret, if that is a source.</summary>
    private static Findings WithCatalogd(ClusterSnapshot snapshot, Settings settings) => settings.Sources.Contains(Settings.GlobalPullSecret)
        ? snapshot.Findings with { Answers = [.. snapshot.Findings.Answers, .. snapshot.ClusterCatalogs.Select(catalog => catalog.Answer).OfType<RegistryAnswer>()] }
        : snapshot.Findings;

    private static List<PodDiagnosis> Examine(IEnumerable<NamespaceSnapshot> namespaces, PodExaminer examiner) =>
    [
        .. from ns in namespaces
           where !ns.IsTerminating && !ns.IsOptedOut
           from pod in ns.Pods
           let diagnosis = examiner.Examine(ns, pod)
           where diagnosis is not null
           select diagnosis,
    ];

    private static IEnumerable<Evidence> ClusterEvidence(ClusterSnapshot snapshot, Settings settings)
    {
        if (snapshot.IsDown)
        {
            yield return new(Verdict.ClusterNotReady, Subject.Nodes, $"0 of {snapshot.Nodes!.Count} are Ready");
        }

        // Where a name is wrong, the cluster may be ready all the same.
        if (snapshot.Namespaces.Count == 0 && settings.NamedNamespaces.All(settings.MayBeMissing))
        {
            yield return new(Verdict.ClusterNotReady, Subject.Namespaces, $"none of the targets is there: {string.Join(", ", settings.Targets.Select(target => target.Namespace))}");
        }
    }

    /// <summary>What the registries said, each answer beside the pods that it explains. A refusal of the source is evidence even if no pod waits.</summary>
    private static IEnumerable<Evidence> AnswerEvidence(Findings findings, List<PodDiagnosis> pods, Settings settings) =>
        from answer in findings.Answers.DistinctBy(answer => (answer.Host, answer.With)).OrderBy(answer => answer.Host, StringComparer.Ordinal).ThenBy(answer => answer.With)
        let explained = pods.Where(pod => pod.Container.Failure is PullFailure.Authentication or PullFailure.Unknown && ImageReference.Parse(pod.Container.Image).Host == answer.Host && pod.Verdict != Verdict.NotAuthentication).ToList()
        let isRefusedSource = answer is { With: AskedWith.Source, Judgement: RegistryJudgement.Refused }
        where explained.Count > 0 || isRefusedSource
        select new Evidence(
            explained.Count > 0 ? explained.Select(pod => pod.Verdict).MinBy(verdict => Verdicts.Of(verdict).Rank) : Verdict.CredentialsRejected,
            Subject.Registry(answer.Host),
            Sentence(answer, answer.With == AskedWith.Source ? $"the credentials of {string.Join(',', settings.Sources)}" : "the node's credentials"));

    private static string Sentence(RegistryAnswer answer, string whose) => answer.Judgement switch
    {
        RegistryJudgement.Accepted => $"accepts {whose} (asked {answer.Through})",
        RegistryJudgement.Refused => $"refuses {whose} (asked {answer.Through}): {answer.Words}",
        RegistryJudgement.NoSuchImage => $"has no {answer.Image} (asked with {whose} {answer.Through}): {answer.Words}",
        RegistryJudgement.NoAnswer => $"could not be asked with {whose} ({answer.Through}): {answer.Words}",
    };

    /// <summary>The registries of which nobody could ask whether they accept what a link brings.</summary>
    private static IEnumerable<Evidence> UnaskedEvidence(Findings findings, List<PodDiagnosis> pods) =>
        from host in pods.Where(pod => pod.Verdict == Verdict.LinkMissing).Select(pod => pod.Container.Image)
            .Where(image => findings.AnswerFor(image, AskedWith.Source) is null).Select(image => ImageReference.Parse(image).Host).Distinct()
        select new Evidence(Verdict.LinkMissing, Subject.Registry(host), "was not asked, so whether it accepts the source's credentials is not proven");

    /// <summary>Catalogs that are not served, although no pod of theirs says why, and those that catalogd cannot pull.</summary>
    private static IEnumerable<Evidence> CatalogEvidence(ClusterSnapshot snapshot, List<PodDiagnosis> pods, RegistryCredentials desired) =>
    [
        .. from ns in snapshot.Namespaces
           where !ns.IsTerminating && !ns.IsOptedOut
           from catalog in ns.CatalogSources
           where !catalog.IsReady && pods.All(pod => pod.Pod.Owner?.Uid != catalog.Uid)
           select new Evidence(Verdict.CatalogsUnserved, Subject.Catalog(ns.Name, catalog.Name), catalog.NotReadyYet),
        .. from catalog in snapshot.ClusterCatalogs
           where catalog.IsRefused
           select new Evidence(desired.CanPull(catalog.Image) ? Verdict.CredentialsRejected : Verdict.SourceMissingRegistry, Subject.ClusterCatalog(catalog.Name), $"catalogd pulls {catalog.Image} with {Settings.GlobalPullSecret}, and is refused: {catalog.Message}"),
    ];
    private static IEnumerable<Evidence> CopyEvidence(ClusterSnapshot snapshot, RegistryCredentials desired, Settings settings) =>
        from ns in snapshot.Namespaces
        where !ns.IsTerminating && !ns.IsOptedOut && !settings.Sources.Contains(new(ns.Name, settings.SecretName))
        let secret = ns.Secret
        where secret is { IsOurs: true } && secret.Usable?.IsSameAs(desired) != true
        select new Evidence(Verdict.CopyStale, Subject.Secret(ns.Name, settings.SecretName), secret.Usable is { } copy
            ? $"differs from the source in {string.Join(", ", Differences(copy, desired).Select(RegistryKey.Short))}"
            : secret.Problem ?? $"has type {secret.Type}, not {DockerConfig.SecretType}");

    private static IEnumerable<string> Differences(RegistryCredentials copy, RegistryCredentials desired) =>
        copy.Keys.Union(desired.Keys).Where(key => copy.Find(key) != desired.Find(key)).Order(StringComparer.Ordinal);
}
