namespace PostSoftwareHook.Propagation;

/// <summary>A pod as read from the API server.</summary>
internal sealed record PodSnapshot
{
    public required string Name { get; init; }

    /// <summary>The UID. A replacement with the same name has another one.</summary>
    public required string Uid { get; init; }

    public required string ServiceAccount { get; init; }

    /// <summary>spec.imagePullSecrets. The API server fills it from the serviceaccount when the pod is created, if the spec lists none.</summary>
    public IReadOnlyList<string> ImagePullSecrets { get; init; } = [];

    /// <summary>The images of its containers, those of init containers first.</summary>
    public IReadOnlyList<string> Images { get; init; } = [];

    /// <summary>Whether it is known from its Job alone, which has failed: Kubernetes has deleted the pod, and makes no other.</summary>
    public bool IsGone { get; init; }

    /// <summary>The node that it runs on, or null.</summary>
    public string? Node { get; init; }

    /// <summary>The controller, or null for a bare pod.</summary>
    public PodOwner? Owner { get; init; }

    /// <summary>
    /// What makes a new pod in its place: its owner, or OLM for the bundle that it unpacks, since OLM makes a new Job with another UID.
    /// </summary>
    public (string? Bundle, PodOwner? Owner) Maker => UnpackRef is { } bundle ? (bundle, null) : (null, Owner);

    /// <summary>
    /// Whether it was made by what makes pods in place of <paramref name="old"/>. A pod without OLM's label is known by the name of
    /// its Job, which OLM gives to the next Job of the bundle too.
    /// </summary>
    public bool HasMakerOf(PodSnapshot old) =>
        Maker == old.Maker || (old is { UnpackRef: not null, Owner: { } job } && Owner is { Kind: PodOwner.JobKind } own && own.Name == job.Name);

    /// <summary>The creation time, in whole seconds.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Whether it is being deleted.</summary>
    public bool IsTerminating { get; init; }

    /// <summary>Whether it is Ready, or its phase is Succeeded.</summary>
    public bool IsReadyOrCompleted { get; init; }

    /// <summary>Whether its phase is Pending or not set yet.</summary>
    public bool IsStarting { get; init; }

    /// <summary>
    /// Whether OLM created it to check for a newer catalog image. Its label <c>olm.catalogSource</c> is empty
    /// (operator-lifecycle-manager, pkg/controller/registry/reconciler/grpc.go).
    /// </summary>
    public bool IsUpdatePoll { get; init; }

    /// <summary>
    /// The bundle that it unpacks: the value of <see cref="UnpackRefLabel"/>; null for every other pod. For a pod that waits for its image
    /// only the label of its Job counts, since that Job may be deleted: anybody who can create a pod chooses its labels and owners.
    /// </summary>
    public string? UnpackRef { get; init; }

    /// <summary>
    /// OLM's label on the Jobs that unpack a bundle, and since OLM 0.32 (OpenShift 4.20) also on their pods
    /// (operator-lifecycle-manager, pkg/controller/bundle/bundle_unpacker.go).
    /// </summary>
    public const string UnpackRefLabel = "operatorframework.io/bundle-unpack-ref";

    /// <summary>
    /// Why it is not Ready, as its status reports it, if the cause is not an image pull: a container cannot be created or crashes, or
    /// the pod cannot be scheduled. Null if the status gives no reason.
    /// </summary>
    public string? NotReadyBecause { get; init; }

    /// <summary>What is wrong, as a predicate to follow the name of the pod.</summary>
    public string NotReadyYet => NotReadyBecause is { } why ? $"is not Ready yet: {why}" : "is not Ready yet";

    /// <summary>The containers that wait for their image.</summary>
    public IReadOnlyList<StuckContainer> Stuck { get; init; } = [];

    /// <summary>The first container that authentication holds back, or null; an unreadable secret first, since it stops every pull.</summary>
    public StuckContainer? HeldBack => IsTerminating ? null : AuthenticationFailures.Select(failure => Stuck.FirstOrDefault(container => container.Failure == failure)).FirstOrDefault(container => container is not null);

    /// <summary>OpenShift writes these itself, and writes them anew where they were changed (openshift-controller-manager, image_pull_secret_controller.go).</summary>
    public static bool IsOfInternalRegistry(string secret) => secret.Contains("-dockercfg-", StringComparison.Ordinal);

    private static readonly PullFailure[] AuthenticationFailures =
        [PullFailure.UnreadableSecret, PullFailure.Authentication, PullFailure.MirrorRefused, PullFailure.ProxyRefused];
}
