namespace PostSoftwareHook.Propagation;

/// <summary>The state of a cluster from which the diagnosis and the plan are computed.</summary>
internal sealed record ClusterSnapshot
{
    public required ClusterInfo Cluster { get; init; }

    /// <summary>The source secrets that exist, in the order of <see cref="Settings.Sources"/>.</summary>
    public IReadOnlyList<PullSecret> Sources { get; init; } = [];

    /// <summary>The target namespaces that exist, sorted by name.</summary>
    public IReadOnlyList<NamespaceSnapshot> Namespaces { get; init; } = [];

    /// <summary>
    /// The namespaces that are no targets and have pods that wait for an image, sorted by name; only those pods of them are known.
    /// </summary>
    public IReadOnlyList<NamespaceSnapshot> Elsewhere { get; init; } = [];

    /// <summary>The ClusterCatalogs, sorted by name; empty on a cluster without OLM v1.</summary>
    public IReadOnlyList<ClusterCatalogSnapshot> ClusterCatalogs { get; init; } = [];

    /// <summary>The Subscriptions whose bundle could not be unpacked, sorted by namespace and name.</summary>
    public IReadOnlyList<SubscriptionSnapshot> FailedSubscriptions { get; init; } = [];

    /// <summary>The nodes; null if they were not read (<see cref="Questions"/>) or reading them is forbidden.</summary>
    public IReadOnlyList<NodeSnapshot>? Nodes { get; init; }

    /// <summary>The MachineConfigPools, read together with the nodes; empty on a cluster without that kind.</summary>
    public IReadOnlyList<MachineConfigPoolSnapshot> MachineConfigPools { get; init; } = [];

    /// <summary>What was asked beyond the objects above, and the answers.</summary>
    public Findings Findings { get; init; } = Findings.None;

    /// <summary>Whether there are nodes, and none is Ready.</summary>
    public bool IsDown => Nodes is { Count: > 0 } nodes && !nodes.Any(node => node.IsReady);

    /// <summary>
    /// The same, with what <paramref name="earlier"/> knew of pods that wait for an image and are silent now: up to 1.31 the kubelet's
    /// status says why only between a try and the back-off after it.
    /// </summary>
    public ClusterSnapshot Remembering(ClusterSnapshot earlier)
    {
        var told = earlier.Namespaces.SelectMany(ns => ns.Pods).Where(pod => pod.Stuck.Count > 0).ToLookup(pod => pod.Uid);
        return this with
        {
            Namespaces = [.. Namespaces.Select(ns => ns with
            {
                Pods = [.. ns.Pods.Select(pod => told[pod.Uid].FirstOrDefault() is { } before ? pod with { Stuck = [.. pod.Stuck.Select(now => now.Remembering(before.Stuck))] } : pod)],
            })],
        };
    }

    /// <summary>The namespace called <paramref name="name"/>, or null if it does not exist or is not a target.</summary>
    public NamespaceSnapshot? Find(string name) => Namespaces.FirstOrDefault(ns => ns.Name == name);
}
