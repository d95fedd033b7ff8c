namespace PostSoftwareHook.Options;

/// <summary>
/// Every option. The module's documentation, the role's argument_specs and defaults, the command line and the README's table
/// say the same, and a test holds them to it.
/// </summary>
internal static class OptionTable
{
    private const string DefaultTargets =
        """[{"namespace": "openshift-marketplace"}, {"namespace": "open-cluster-management-agent"}, {"namespace": "open-cluster-management-agent-addon"}]""";

    /// <summary>The options of one target.</summary>
    public static IReadOnlyList<OptionSpec> Target { get; } =
    [
        new("namespace", OptionType.Str, "A namespace, or a pattern of namespaces with * and ?.") { IsRequired = true },
        new("service_accounts", OptionType.List, "Patterns of serviceaccounts; auto means those of catalog sources, klusterlet*, and those of pods that cannot pull.")
        {
            Elements = OptionType.Str,
            Default = """["auto"]""",
        },
        new("restart", OptionType.Str, "Overrides restart for this target.") { Choices = ["auth_failures", "never"] },
    ];

    /// <summary>The options of one source.</summary>
    public static IReadOnlyList<OptionSpec> Source { get; } =
    [
        new("namespace", OptionType.Str, "The source secret's namespace.") { IsRequired = true },
        new("name", OptionType.Str, "The source secret's name.") { IsRequired = true },
    ];

    /// <summary>How to reach the cluster: names, aliases, types and environment variables of kubernetes.core.</summary>
    public static IReadOnlyList<OptionSpec> Connection { get; } =
    [
        Auth(new("kubeconfig", OptionType.Raw, "The cluster's kubeconfig: a path, or its content as an object.")),
        Auth(new("context", OptionType.Str, "A context of the kubeconfig; else its current one.")),
        Auth(new("host", OptionType.Str, "The API server's URL.")),
        Auth(new("api_key", OptionType.Str, "A bearer token.") { IsSecret = true }),
        Auth(new("username", OptionType.Str, "A user for basic authentication.")),
        Auth(new("password", OptionType.Str, "That user's password.") { IsSecret = true }),
        Auth(new("validate_certs", OptionType.Bool, "Whether to verify the API server's certificate. It is verified unless this, or the kubeconfig, says no.") { Aliases = ["verify_ssl"] }),
        Auth(new("ca_cert", OptionType.Path, "A file of CA certificates in PEM.") { Aliases = ["ssl_ca_cert"] }),
        Auth(new("client_cert", OptionType.Path, "A file with a client certificate in PEM.") { Aliases = ["cert_file"] }),
        Auth(new("client_key", OptionType.Path, "A file with that certificate's key in PEM.") { Aliases = ["key_file"] }),
        Auth(new("proxy", OptionType.Str, "The URL of a proxy to the API server.")),
        Auth(new("no_proxy", OptionType.Str, "Hosts that the proxy is not for, joined by commas.")),
        Auth(new("impersonate_user", OptionType.Str, "A user to act as.")),
        Auth(new("impersonate_groups", OptionType.List, "Groups to act as.") { Elements = OptionType.Str }),
    ];

    /// <summary>What to do.</summary>
    public static IReadOnlyList<OptionSpec> Behaviour { get; } =
    [
        new("state", OptionType.Str, "present brings the copies and links about; absent takes the links away, then deletes the copies that are ours.")
        {
            Choices = ["present", "absent"],
            Default = "\"present\"",
        },
        new("sources", OptionType.List, "The secrets to carry over, merged; the first that names a registry wins.")
        {
            Elements = OptionType.Dict,
            Suboptions = Source,
            Default = """[{"namespace": "openshift-config", "name": "pull-secret"}]""",
        },
        new("registries", OptionType.List, "Patterns of the registries to carry over.") { Elements = OptionType.Str, Default = """["*"]""" },
        new("exclude_registries", OptionType.List, "Patterns of registries to leave out. cloud.openshift.com is a telemetry token, not a registry.")
        {
            Elements = OptionType.Str,
            Default = """["cloud.openshift.com"]""",
        },
        new("secret_name", OptionType.Str, "The name of the copies.") { Default = "\"pull-secret\"" },
        new("targets", OptionType.List, "The namespaces and serviceaccounts that shall carry the secret. Neither is ever created.")
        {
            Elements = OptionType.Dict,
            Suboptions = Target,
            Default = DefaultTargets,
        },
        new("exclude_namespaces", OptionType.List, "Patterns of namespaces that no target reaches.") { Elements = OptionType.Str, Default = "[]" },
        new("wait_for_namespaces", OptionType.Int, "Seconds to wait for a target namespace that isn't there yet, and for a serviceaccount to link in it.") { Default = "0" },
        new("restart", OptionType.Str, "Which pods to restart: those stuck on a pull that failed on authentication, or none.")
        {
            Choices = ["auth_failures", "never"],
            Default = "\"auth_failures\"",
        },
        new("force", OptionType.Bool, "Consent to replace a secret of that name that isn't ours.") { Default = "false" },
        new("exec_plugins", OptionType.Bool, "Whether the program that a kubeconfig names for logging in (its exec plugin) may be run.") { Default = "true" },
        new("wait", OptionType.Bool, "Whether to stay until the pods run and the catalogs answer.") { Default = "true" },
        new("wait_timeout", OptionType.Int, "Seconds that the run may take, beside wait_for_namespaces.") { Default = "300" },
        new("managed_cluster", OptionType.Str, "The cluster's name on an RHACM hub; its ManagedCluster is verified there too."),
        new("hub_kubeconfig", OptionType.Raw, "The hub's kubeconfig: a path, or its content as an object. Goes with managed_cluster."),
        new("hub_context", OptionType.Str, "A context of the hub's kubeconfig; else its current one."),
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<OptionSpec> All { get; } = [.. Connection, .. Behaviour];

    private static OptionSpec Auth(OptionSpec spec) => spec with { Environment = [.. spec.Names.Select(name => $"K8S_AUTH_{name.ToUpperInvariant()}")] };
}
