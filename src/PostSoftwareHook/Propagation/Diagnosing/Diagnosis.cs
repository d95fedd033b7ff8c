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

    public static Diagnosis Of(ClusterSnapshot snapshot, DesiredSecret desired, Settings settings)
    {
        var credentials = desired.Credentials ?? new RegistryCredentials([]);
        var pods = (
            from ns in snapshot.Namespaces
            where !ns.IsTerminating && !ns.IsOptedOut
            from pod in ns.Pods
            let diagnosis = PodDiagnosis.Of(ns, pod, credentials, settings)
            where diagnosis is not null
            select diagnosis).ToList();
        var heldBack = pods.Where(pod => pod.Pod.HeldBack is not null).ToList();

        List<Evidence> evidence =
        [
            .. ClusterEvidence(snapshot, settings),
            .. desired.Problem is { } problem ? [new Evidence(Verdict.SourceInvalid, Subject.Sources(desired.Origin), problem)] : Array.Empty<Evidence>(),
            .. heldBack.Count > 0 ? PoolEvidence(snapshot) : [],
            .. desired.Problem is null ? CopyEvidence(snapshot, credentials, settings) : [],
            .. pods.Where(pod => desired.Problem is null || pod.Verdict is Verdict.NotAuthentication or Verdict.Unknown or Verdict.PullSecretUnreadable)
                .Select(pod => new Evidence(pod.Verdict, Subject.Pod(pod.Namespace, pod.Pod.Name), pod.Message)),
        ];

        var verdict = evidence.Select(e => e.Verdict).Append(Verdict.Healthy).MinBy(v => Verdicts.Of(v).Rank);
        return new(
            verdict,
            [.. evidence.OrderBy(e => e.Verdict != verdict)],
            [.. heldBack.Select(pod => ImageReference.Parse(pod.Container.Image).Host).Distinct().Order(StringComparer.Ordinal)],
            [.. credentials.Keys.Select(RegistryKey.Short)],
            pods)
        {
            Source = settings.Sources.Where(id => snapshot.Sources.FirstOrDefault(secret => secret.Id == id)?.Usable is null).Append(settings.Sources[0]).First(),
        };
    }

    private static IEnumerable<Evidence> ClusterEvidence(ClusterSnapshot snapshot, Settings settings)
    {
        if (snapshot.Nodes is { Ready: 0 } nodes)
        {
            yield return new(Verdict.ClusterNotReady, Subject.Nodes, $"0 of {nodes.Total} are Ready");
        }

        if (snapshot.Namespaces.Count == 0)
        {
            yield return new(Verdict.ClusterNotReady, Subject.Namespaces, $"none of the targets is there: {string.Join(", ", settings.Targets.Select(target => target.Namespace))}");
        }
    }

    private static IEnumerable<Evidence> PoolEvidence(ClusterSnapshot snapshot) =>
        from pool in snapshot.MachineConfigPools
        where pool.Obstacle is not null
        select new Evidence(
            Verdict.NodeConfigNotRolledOut,
            Subject.Pool(pool.Name),
            $"is {pool.Obstacle}, so the nodes may not have the global pull secret yet{(pool.Message.Length > 0 ? $": {pool.Message}" : "")}");

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
