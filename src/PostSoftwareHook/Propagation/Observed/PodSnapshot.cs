namespace PostSoftwareHook.Propagation;

/// <summary>A pod as it was found.</summary>
internal sealed record PodSnapshot
{
    /// <summary>The pod's name.</summary>
    public required string Name { get; init; }

    /// <summary>The server's identity of this very pod.</summary>
    public required string Uid { get; init; }

    /// <summary>The serviceaccount it runs as.</summary>
    public required string ServiceAccount { get; init; }

    /// <summary>The pull secrets its spec names; copied from the serviceaccount at creation if it named none.</summary>
    public IReadOnlyList<string> ImagePullSecrets { get; init; } = [];

    /// <summary>Its controller, or null for a bare pod.</summary>
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

    /// <summary>When it was created, in whole seconds.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Whether it is being deleted.</summary>
    public bool IsTerminating { get; init; }

    /// <summary>Whether it is Ready, or ran to its end.</summary>
    public bool IsReadyOrCompleted { get; init; }

    /// <summary>Whether it is still on its way to its first start: not yet running, and not ended.</summary>
    public bool IsStarting { get; init; }

    /// <summary>
    /// Whether it polls for a newer catalog image: such a pod bears an empty <c>olm.catalogSource</c>
    /// (operator-lifecycle-manager, pkg/controller/registry/reconciler/grpc.go).
    /// </summary>
    public bool IsUpdatePoll { get; init; }

    /// <summary>
    /// The bundle that it unpacks: the value of <see cref="UnpackRefLabel"/> on it or on its Job; null for every other pod.
    /// </summary>
    public string? UnpackRef { get; init; }

    /// <summary>
    /// OLM's label on the Jobs that unpack a bundle, and since OLM 0.32 (OpenShift 4.20) also on their pods
    /// (operator-lifecycle-manager, pkg/controller/bundle/bundle_unpacker.go).
    /// </summary>
    public const string UnpackRefLabel = "operatorframework.io/bundle-unpack-ref";

    /// <summary>
    /// Why it isn't Ready, in its status' own words, where that is no image pull: a container that can't be created or that crashes,
    /// a pod that can't be scheduled. Null where the status doesn't say.
    /// </summary>
    public string? NotReadyBecause { get; init; }

    /// <summary>What it lacks, as the end of a sentence that starts with its name.</summary>
    public string NotReadyYet => NotReadyBecause is { } why ? $"is not Ready yet: {why}" : "is not Ready yet";

    /// <summary>Its containers that wait for an image.</summary>
    public IReadOnlyList<StuckContainer> Stuck { get; init; } = [];

    /// <summary>The first container that authentication holds back, or null; an unreadable secret first, since it stops every pull.</summary>
    public StuckContainer? HeldBack => IsTerminating
        ? null
        : Stuck.FirstOrDefault(container => container.Failure == PullFailure.UnreadableSecret) ?? Stuck.FirstOrDefault(container => container.Failure == PullFailure.Authentication);
}
