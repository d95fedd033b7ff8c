namespace PostSoftwareHook.Propagation;

/// <summary>
/// What is asked beyond the lists that every run reads: only what may explain why a pod waits for its image, or must be known before
/// the first write. The number of questions is limited, whatever the number of pods.
/// </summary>
internal sealed record Questions
{
    private const int MaxImages = 4;
    private const int MaxOwners = 4;
    private const int MaxNamespaces = 2;
    private const string NodesKey = "nodes";
    private const string MirrorsKey = "mirrors";

    /// <summary>The images to ask the registries for with the credentials of the source.</summary>
    public IReadOnlyList<string> ImagesForSource { get; init; } = [];

    /// <summary>
    /// The images to ask the registries for with the credentials of the node. The API server of a hosted control plane runs elsewhere, and
    /// does not have them (hypershift, control-plane-operator, openshift-apiserver/deployment.yaml).
    /// </summary>
    public IReadOnlyList<string> ImagesForNode { get; init; } = [];

    /// <summary>Whether to read the nodes and their pools.</summary>
    public bool Nodes { get; init; }

    /// <summary>The nodes on which pods wait for an image.</summary>
    public IReadOnlyList<string> NodesOfPods { get; init; } = [];

    /// <summary>The owners whose template to read, with their namespaces.</summary>
    public IReadOnlyList<(string Namespace, PodOwner Owner)> Owners { get; init; } = [];

    /// <summary>The namespaces in which to read RHACM's own pull secret.</summary>
    public IReadOnlyList<string> AgentSecrets { get; init; } = [];

    /// <summary>Whether to read the sets of mirrors.</summary>
    public bool Mirrors { get; init; }

    public bool IsEmpty => !Keys.Any();

    /// <summary>Who or what is asked, in a few words.</summary>
    public string Subjects => ImagesForSource.Concat(ImagesForNode).Select(image => ImageReference.Parse(image).Host).Distinct().ToList() is { Count: > 0 } hosts ? string.Join(", ", hosts) : "the cluster";

    /// <summary>A key for each question.</summary>
    public IEnumerable<string> Keys =>
    [
        .. ImagesForSource.Select(image => KeyOf(AskedWith.Source, image)),
        .. ImagesForNode.Select(image => KeyOf(AskedWith.Node, image)),
        .. Nodes ? [NodesKey] : Array.Empty<string>(),
        .. Owners.Select(each => KeyOf(each.Owner)),
        .. AgentSecrets.Select(KeyOfAgentSecret),
        .. Mirrors ? [MirrorsKey] : Array.Empty<string>(),
    ];

    /// <summary>The questions that <paramref name="snapshot"/> and <paramref name="plan"/> raise, but those that were asked before.</summary>
    public static Questions Of(ClusterSnapshot snapshot, Plan plan, DesiredSecret desired, Settings settings)
    {
        var asked = snapshot.Findings.Asked;
        if (desired.Credentials is not { } credentials)
        {
            return new() { Nodes = !asked.Contains(NodesKey) && NoPodRuns(snapshot) };
        }

        var waiting = (
            from ns in snapshot.Namespaces.Concat(snapshot.Elsewhere)
            where !ns.IsTerminating && !ns.IsOptedOut
            from pod in ns.Pods
            where !pod.IsTerminating && pod.Stuck.Any(container => container.Failure != PullFailure.Other)
            orderby pod.CreatedAt
            select (Namespace: ns.Name, Pod: pod)).ToList();
        var inTargets = waiting.Where(each => snapshot.Find(each.Namespace)?.Pods.Contains(each.Pod) == true).ToList();
        var refused = waiting.SelectMany(each => each.Pod.Stuck).Where(container => container.Failure is PullFailure.Authentication or PullFailure.Unknown)
            .Select(container => container.Image).Where(image => image.Length > 0).Distinct().ToList();
        return new()
        {
            ImagesForSource = settings.Probe ? Unasked(asked, AskedWith.Source, (refused.Count > 0 ? refused : ImagesOfLinks(snapshot, plan)).Where(image => credentials.CanPull(image) && !IsAmbiguous(snapshot, image))) : [],
            ImagesForNode = settings.Probe && !snapshot.Cluster.IsHosted ? Unasked(asked, AskedWith.Node, refused) : [],
            Nodes = !asked.Contains(NodesKey) && (waiting.Count > 0 || NoPodRuns(snapshot)),
            NodesOfPods = [.. inTargets.Select(each => each.Pod.Node).OfType<string>().Distinct()],
            Owners =
            [
                .. inTargets.Where(each => each.Pod.Owner is { Kind: not PodOwner.CatalogSourceKind } && !each.Pod.IsGone && NamesForeignSecrets(each.Pod, settings))
                    .Select(each => (each.Namespace, Owner: each.Pod.Owner!)).DistinctBy(each => each.Owner.Uid)
                    .Where(each => !asked.Contains(KeyOf(each.Owner))).Take(MaxOwners),
            ],
            AgentSecrets =
            [
                .. inTargets.Where(each => each.Pod.ImagePullSecrets.Contains(Findings.AgentSecretName)).Select(each => each.Namespace).Distinct()
                    .Where(ns => !asked.Contains(KeyOfAgentSecret(ns))).Take(MaxNamespaces),
            ],
            Mirrors = !asked.Contains(MirrorsKey) && inTargets.Any(each => each.Pod.Stuck.Any(container => container.Failure == PullFailure.MirrorRefused)),
        };
    }

    /// <summary>Where no pod of the targets runs, the nodes may be down.</summary>
    private static bool NoPodRuns(ClusterSnapshot snapshot) => !snapshot.Namespaces.Any(ns => ns.Pods.Any(pod => pod.IsReadyOrCompleted));

    /// <summary>
    /// Images that nobody waits for, of the pods whose serviceaccounts are to be linked all the same, or are not linked because their
    /// catalog serves: with refused credentials a link would not help them either.
    /// </summary>
    private static IEnumerable<string> ImagesOfLinks(ClusterSnapshot snapshot, Plan plan) =>
        from target in plan.Targets
        let accounts = target.ServiceAccounts.Where(step => step.Action is ItemAction.Linked or ItemAction.Skipped).Select(step => step.Name).ToHashSet()
        where accounts.Count > 0
        from pod in snapshot.Find(target.Namespace)?.Pods ?? []
        where accounts.Contains(pod.ServiceAccount)
        from image in pod.Images
        select image;

    /// <summary>
    /// Whether two sources of one namespace have different credentials for <paramref name="image"/>: the API server presents only the first
    /// that it finds there (openshift-apiserver, importer/staticcredentials.go), which need not be the one that a copy gets.
    /// </summary>
    private static bool IsAmbiguous(ClusterSnapshot snapshot, string image)
    {
        var reference = ImageReference.Parse(image);
        return snapshot.Sources.GroupBy(source => source.Id.Namespace).Any(sources => sources
            .SelectMany(source => source.Usable?.Entries ?? []).Where(entry => RegistryKey.Matches(entry.Key, reference)).Select(entry => entry.Value).Distinct().Count() > 1);
    }

    /// <summary>One image for each registry that was not asked yet.</summary>
    private static List<string> Unasked(IReadOnlySet<string> asked, AskedWith with, IEnumerable<string> images) =>
        [.. images.DistinctBy(image => ImageReference.Parse(image).Host).Where(image => !asked.Contains(KeyOf(with, image))).Take(MaxImages)];

    private static string KeyOf(AskedWith with, string image) => $"{with} {ImageReference.Parse(image).Host}";

    private static string KeyOf(PodOwner owner) => $"template {owner.Uid}";

    private static string KeyOfAgentSecret(string ns) => $"{Findings.AgentSecretName} {ns}";

    private static bool NamesForeignSecrets(PodSnapshot pod, Settings settings) =>
        pod.ImagePullSecrets.Any(name => name != settings.SecretName && !PodSnapshot.IsOfInternalRegistry(name));
}
