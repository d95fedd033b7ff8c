namespace PostSoftwareHook.Propagation;

/// <summary>What a run shall do; the defaults are those of the options of the same names.</summary>
internal sealed record Settings
{
    /// <summary>The secrets to carry over, merged; the first that names a registry wins.</summary>
    public IReadOnlyList<NamespacedName> Sources { get; init; } = [new("openshift-config", "pull-secret")];

    /// <summary>Which registries are carried over. cloud.openshift.com is a telemetry token, not a registry.</summary>
    public RegistryFilter Registries { get; init; } = new([new("*")], [new("cloud.openshift.com")]);

    /// <summary>The name of the copies.</summary>
    public string SecretName { get; init; } = "pull-secret";

    /// <summary>Where to.</summary>
    public IReadOnlyList<Target> Targets { get; init; } =
    [
        new(new("openshift-marketplace")),
        new(new("open-cluster-management-agent")),
        new(new("open-cluster-management-agent-addon")),
    ];

    /// <summary>Namespaces that no target reaches.</summary>
    public IReadOnlyList<Glob> ExcludeNamespaces { get; init; } = [];

    /// <summary>How long to wait for a target namespace, and a serviceaccount to link in it, that isn't there yet.</summary>
    public TimeSpan WaitForNamespaces { get; init; } = TimeSpan.Zero;

    /// <summary>Which pods may be restarted.</summary>
    public RestartPolicy Restart { get; init; } = RestartPolicy.AuthFailures;

    /// <summary>Consent to replace a secret of our name that isn't ours.</summary>
    public bool Force { get; init; }

    /// <summary>Consent to links, and to removing links, that make OLM replace a catalog's Ready pod (<see cref="ServingCatalogs"/>).</summary>
    public bool ReplaceReadyPods { get; init; }

    /// <summary>Whether to stay until the pods run and the catalogs answer.</summary>
    public bool Wait { get; init; } = true;

    /// <summary>How long the run may take, beside <see cref="WaitForNamespaces"/>.</summary>
    public TimeSpan WaitTimeout { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>The ManagedCluster whose conditions on the hub are verified too, or null.</summary>
    public string? ManagedCluster { get; init; }

    /// <summary>The target that <paramref name="ns"/> belongs to, or null; the first that fits wins, a plain name before a pattern.</summary>
    public Target? TargetOf(string ns) =>
        ExcludeNamespaces.Any(glob => glob.Matches(ns))
            ? null
            : Targets.FirstOrDefault(target => target.Namespace.IsLiteral && target.Namespace.Matches(ns))
                ?? Targets.FirstOrDefault(target => target.Namespace.Matches(ns));

    /// <summary>The target namespaces that are named in full, in the order given.</summary>
    public IEnumerable<string> NamedNamespaces =>
        Targets.Where(target => target.Namespace.IsLiteral).Select(target => target.Namespace.Pattern).Distinct().Where(ns => TargetOf(ns) is not null);
}
