namespace PostSoftwareHook.Propagation;

/// <summary>What a fact is about.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Namespace">Its namespace; null where it has none.</param>
/// <param name="Name">Its name; empty where the kind says it all.</param>
internal sealed record Subject(SubjectKind Kind, string? Namespace, string Name)
{
    /// <summary>The cluster's nodes.</summary>
    public static Subject Nodes { get; } = new(SubjectKind.Nodes, null, "");

    /// <summary>The target namespaces.</summary>
    public static Subject Namespaces { get; } = new(SubjectKind.Namespaces, null, "");

    /// <summary>The cluster on its hub.</summary>
    public static Subject Hub { get; } = new(SubjectKind.Hub, null, "");

    /// <summary>The way to a cluster or hub.</summary>
    public static Subject Access { get; } = new(SubjectKind.Access, null, "");

    /// <summary>The sources of the pull secret, as <see cref="DesiredSecret.Origin"/> has them.</summary>
    public static Subject Sources(string origin) => new(SubjectKind.Secret, null, origin);

    /// <summary>A namespace.</summary>
    public static Subject NamespaceOf(string ns) => new(SubjectKind.Namespace, ns, "");

    /// <summary>A MachineConfigPool.</summary>
    public static Subject Pool(string name) => new(SubjectKind.MachineConfigPool, null, name);

    /// <summary>A pod.</summary>
    public static Subject Pod(string ns, string name) => new(SubjectKind.Pod, ns, name);

    /// <summary>A secret.</summary>
    public static Subject Secret(string ns, string name) => new(SubjectKind.Secret, ns, name);

    /// <summary>A serviceaccount.</summary>
    public static Subject ServiceAccount(string ns, string name) => new(SubjectKind.ServiceAccount, ns, name);

    /// <summary>A catalog source.</summary>
    public static Subject Catalog(string ns, string name) => new(SubjectKind.CatalogSource, ns, name);

    /// <summary>The controller of a pod.</summary>
    public static Subject Owner(string ns, PodOwner owner) => new(SubjectKind.Owner, ns, owner.ToString());

    /// <summary>Where it is, as the start of a line: the namespace, or the kind of what has none.</summary>
    public string Place => Namespace ?? Noun;

    /// <summary><c>pod redhat-operators-x7k2p</c>: to be read beside <see cref="Place"/>.</summary>
    public string NameInPlace => Join(Noun, Name);

    /// <summary><c>pod openshift-marketplace/redhat-operators-x7k2p</c>.</summary>
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
        SubjectKind.Owner => "",
        SubjectKind.Hub => "hub",
        SubjectKind.Access => "access",
    };

    private static string Join(string noun, string name) => noun.Length == 0 || name.Length == 0 ? noun + name : $"{noun} {name}";
}
