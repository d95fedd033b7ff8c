namespace PostSoftwareHook.Propagation;

/// <summary>The settings of a run. The defaults are those of the options with the same names.</summary>
internal sealed record Settings
{
    /// <summary>The source secrets, merged in order: the first one with an entry for a registry wins.</summary>
    public IReadOnlyList<NamespacedName> Sources { get; init; } = [GlobalPullSecret];

    /// <summary>OpenShift's global pull secret, which the nodes get and with which catalogd pulls.</summary>
    public static NamespacedName GlobalPullSecret { get; } = new("openshift-config", "pull-secret");

    /// <summary>The registries to copy. The entry cloud.openshift.com is a telemetry token, not a registry.</summary>
    public RegistryFilter Registries { get; init; } = new([new("*")], [new("cloud.openshift.com")]);

    /// <summary>The name of the copies.</summary>
    public string SecretName { get; init; } = "pull-secret";

    /// <summary>The namespaces to copy to, with their serviceaccounts.</summary>
    public IReadOnlyList<Target> Targets { get; init; } = [.. DefaultTargets.Select(name => new Target(new(name)))];

    /// <summary>The namespaces that every cluster has sooner or later, or only with RHACM: where one is missing, nobody mistyped it.</summary>
    public static IReadOnlyList<string> DefaultTargets { get; } = [PlatformNamespaces.Marketplace, "open-cluster-management-agent", "open-cluster-management-agent-addon"];

    /// <summary>Namespaces to skip, even if a target matches them.</summary>
    public IReadOnlyList<Glob> ExcludeNamespaces { get; init; } = [];

    /// <summary>How long to wait for a named target namespace to exist and to have a serviceaccount to link.</summary>
    public TimeSpan WaitForNamespaces { get; init; } = TimeSpan.Zero;

    /// <summary>Which pods may be restarted.</summary>
    public RestartPolicy Restart { get; init; } = RestartPolicy.AuthFailures;

    /// <summary>Whether to replace an existing secret called <see cref="SecretName"/> even if this tool did not create it.</summary>
    public bool Force { get; init; }

    /// <summary>Whether to add or remove a link even if OLM then replaces a catalog's Ready pod (see <see cref="ServingCatalogs"/>).</summary>
    public bool ReplaceReadyPods { get; init; }

    /// <summary>Whether to ask the registries, through the cluster, if they accept the credentials (see <see cref="RegistryAnswer"/>).</summary>
    public bool Probe { get; init; } = true;

    /// <summary>Whether to delete failed Jobs that unpack a bundle, so that OLM makes them anew.</summary>
    public bool Operators { get; init; } = true;

    /// <summary>Whether to wait until the pods are Ready and the catalogs answer.</summary>
    public bool Wait { get; init; } = true;

    /// <summary>How long the run may take, in addition to <see cref="WaitForNamespaces"/>.</summary>
    public TimeSpan WaitTimeout { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>The name of the ManagedCluster whose conditions on the hub are verified too, or null.</summary>
    public string? ManagedCluster { get; init; }

    /// <summary>The target that <paramref name="ns"/> belongs to, or null. Names take precedence over patterns; among several matches, the first wins.</summary>
    public Target? TargetOf(string ns) =>
        ExcludeNamespaces.Any(glob => glob.Matches(ns))
            ? null
            : Targets.FirstOrDefault(target => target.Namespace.IsLiteral && target.Namespace.Matches(ns))
                ?? Targets.FirstOrDefault(target => target.Namespace.Matches(ns));

    /// <summary>
    /// Whether <paramref name="ns"/>, selected by a pattern alone, gets no copy: its own users may write to it, and would read the
    /// credentials. The platform's namespaces are not such, nor those that an administrator has annotated.
    /// </summary>
    public bool LeavesToTenants(NamespaceSnapshot ns) => !ns.IsAllowed && !NamedNamespaces.Contains(ns.Name) && !PlatformNamespaces.IsPlatform(ns.Name);

    /// <summary>
    /// Whether a run may miss the namespace called <paramref name="name"/> for the time being. Any other that is missing is a slip of the pen.
    /// </summary>
    public bool MayBeMissing(string name) =>
        WaitForNamespaces > TimeSpan.Zero || DefaultTargets.Contains(name) || (ManagedCluster is not null && name.StartsWith("open-cluster-management", StringComparison.Ordinal));

    /// <summary>The target namespaces given by name, in order, and in lower case as the names of namespaces are (RFC 1123).</summary>
    public IEnumerable<string> NamedNamespaces =>
        Targets.Where(target => target.Namespace.IsLiteral).Select(target => target.Namespace.Pattern.ToLowerInvariant()).Distinct().Where(ns => TargetOf(ns) is not null);
}
