namespace PostSoftwareHook.Propagation;

/// <summary>The object that a finding is about.</summary>
/// <param name="Kind">The kind of object.</param>
/// <param name="Namespace">The namespace, or null if it has none.</param>
/// <param name="Name">The name; empty if the kind identifies it.</param>
internal sealed record Subject(SubjectKind Kind, string? Namespace, string Name)
{
    public static Subject Nodes { get; } = new(SubjectKind.Nodes, null, "");

    public static Subject Namespaces { get; } = new(SubjectKind.Namespaces, null, "");

    /// <summary>The managed cluster on its RHACM hub.</summary>
    public static Subject Hub { get; } = new(SubjectKind.Hub, null, "");

    /// <summary>The connection to a cluster or hub.</summary>
    public static Subject Access { get; } = new(SubjectKind.Access, null, "");

    /// <summary>The source secrets, named as in <see cref="DesiredSecret.Origin"/>.</summary>
    public static Subject Sources(string origin) => new(SubjectKind.Secret, null, origin);

    public static Subject NamespaceOf(string ns) => new(SubjectKind.Namespace, ns, "");

    public static Subject Pool(string name) => new(SubjectKind.MachineConfigPool, null, name);

    /// <summary>The pod, or its Job if that is all that is left of it.</summary>
    public static Subject Pod(string ns, PodSnapshot pod) => new(pod.IsGone ? SubjectKind.Job : SubjectKind.Pod, ns, pod.Name);

    public static Subject Secret(string ns, string name) => new(SubjectKind.Secret, ns, name);

    public static Subject ServiceAccount(string ns, string name) => new(SubjectKind.ServiceAccount, ns, name);

    public static Subject Catalog(string ns, string name) => new(SubjectKind.CatalogSource, ns, name);

    public static Subject ClusterCatalog(string name) => new(SubjectKind.ClusterCatalog, null, name);

    public static Subject Subscription(string ns, string name) => new(SubjectKind.Subscription, ns, name);

    public static Subject Node(string name) => new(SubjectKind.Node, null, name);

    public static Subject Registry(string host) => new(SubjectKind.Registry, null, host);

    public static Subject Owner(string ns, PodOwner owner) => new(SubjectKind.Owner, ns, owner.ToString());

    /// <summary>The start of a line about it: the namespace, or the kind if it has none.</summary>
    public string Place => Namespace ?? Noun;

    /// <summary>For example <c>pod redhat-operators-x7k2p</c>; printed together with <see cref="Place"/>.</summary>
    public string NameInPlace => Join(Noun, Name);

    /// <summary>For example <c>pod openshift-marketplace/redhat-operators-x7k2p</c>.</summary>
    public override string ToString() => Namespace is null ? NameInPlace : Join(Noun, Name.Length == 0 ? Namespace : $"{Namespace}/{Name}");

    private string Noun => Kind switch
    {
        SubjectKind.Nodes => "nodes",
        SubjectKind.Namespaces => "namespaces",
        SubjectKind.Namespace => "namespace",
        SubjectKind.MachineConfigPool => "machineconfigpool",
        SubjectKind.Pod => "pod",
        SubjectKind.Secret => "secret",
        SubjectKind.ServiceAccount => "serviceaccount",
        SubjectKind.CatalogSource => "catalog source",
        SubjectKind.ClusterCatalog => "clustercatalog",
        SubjectKind.Subscription => "subscription",
        SubjectKind.Node => "node",
        SubjectKind.Registry => "",
        SubjectKind.Job => "job",
        SubjectKind.Owner => "",
        SubjectKind.Hub => "hub",
        SubjectKind.Access => "access",
    };

    private static string Join(string noun, string name) => noun.Length == 0 || name.Length == 0 ? noun + name : $"{noun} {name}";
}
