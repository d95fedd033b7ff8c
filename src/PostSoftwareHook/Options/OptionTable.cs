namespace PostSoftwareHook.Options;

/// <summary>All options. The documents' tables of options are generated from this table: <c>UPDATE_DOCS=true ./build.sh test unit</c>.</summary>
internal static class OptionTable
{
    private const string DefaultTargets =
        """[{"namespace": "openshift-marketplace"}, {"namespace": "open-cluster-management-agent"}, {"namespace": "open-cluster-management-agent-addon"}]""";

    private const Verbs Propagating = Verbs.Diagnose | Verbs.Heal | Verbs.Verify;

    /// <summary>Options of one element of <c>targets</c>.</summary>
    public static IReadOnlyList<OptionSpec> Target { get; } =
    [
        new("namespace", OptionType.Str, "Name of a namespace, or a pattern with `*` and `?`.") { IsRequired = true },
        new("service_accounts", OptionType.List, "Patterns of serviceaccounts, or `auto`.")
        {
            Details = ["`auto` stands for the serviceaccounts of the namespace's catalog sources, those named `klusterlet*` in RHACM's namespaces or in one that is named in full, and those of pods that a link heals."],
            Elements = OptionType.Str,
            Default = """["auto"]""",
        },
        new("restart", OptionType.Str, $"Overrides {OptionReference.To("restart")} for these namespaces.") { Choices = ["auth_failures", "never"] },
    ];

    /// <summary>Options of one element of <c>sources</c>.</summary>
    public static IReadOnlyList<OptionSpec> Source { get; } =
    [
        new("namespace", OptionType.Str, "Namespace of the secret.") { IsRequired = true },
        new("name", OptionType.Str, "Name of the secret, of type `kubernetes.io/dockerconfigjson`.") { IsRequired = true },
    ];

    /// <summary>Connection options. Names, aliases, types and environment variables are those of kubernetes.core.</summary>
    public static IReadOnlyList<OptionSpec> Connection { get; } =
    [
        Auth(new("kubeconfig", OptionType.Raw, "Path of the cluster's kubeconfig, or its content as a dictionary.")
        {
            Details = [$"Without it and without {OptionReference.To("host")}, outside of a cluster, the default kubeconfig is used."],
            Verbs = Verbs.None,
            NamesCluster = true,
            KeepsEmpty = true,
        }),
        Auth(new("context", OptionType.Str, "Context of the kubeconfig.") { DefaultInWords = "the current context", Verbs = Verbs.None }),
        Auth(new("host", OptionType.Str, "URL of the API server.") { ValueName = "URL", NamesCluster = true }),
        Auth(new("api_key", OptionType.Str, "Bearer token.") { ValueName = "TOKEN", IsSecret = true }),
        Auth(new("username", OptionType.Str, "User name for basic authentication.") { ValueName = "USER" }),
        Auth(new("password", OptionType.Str, "Password for basic authentication.") { ValueName = "PASSWORD", IsSecret = true }),
        Auth(new("validate_certs", OptionType.Bool, "Whether to verify the API server's certificate.")
        {
            Details = ["If it is not verified, there is a warning."],
            DefaultInWords = "yes, unless the kubeconfig says no",
            Aliases = ["verify_ssl"],
        }),
        Auth(new("ca_cert", OptionType.Path, "File of CA certificates in PEM format to verify the API server's certificate with.") { ValueName = "FILE", Aliases = ["ssl_ca_cert"] }),
        Auth(new("client_cert", OptionType.Path, "File with a client certificate in PEM format.") { ValueName = "FILE", Aliases = ["cert_file"] }),
        Auth(new("client_key", OptionType.Path, "File with the client certificate's key in PEM format.") { ValueName = "FILE", Aliases = ["key_file"] }),
        Auth(new("proxy", OptionType.Str, "URL of an HTTP proxy to the API server. Default: the kubeconfig's `proxy-url`, or `HTTPS_PROXY` from the environment.") { ValueName = "URL", MayHoldLogin = true, IsOfNetwork = true }),
        Auth(new("no_proxy", OptionType.Str, "Comma-separated hosts, domains, addresses and networks to reach without the proxy: `example.com` and all hosts below it, `.example.com` for those below it only, `10.0.0.0/8`. Default: `NO_PROXY` from the environment, for `HTTPS_PROXY` only.") { ValueName = "HOST,...", IsOfNetwork = true }),
        Auth(new("impersonate_user", OptionType.Str, "User to act as.") { ValueName = "USER" }),
        Auth(new("impersonate_groups", OptionType.List, "Groups to act as.") { ValueName = "GROUP,...", Elements = OptionType.Str }),
    ];

    /// <summary>Options that say what a run does.</summary>
    public static IReadOnlyList<OptionSpec> Behaviour { get; } =
    [
        new("state", OptionType.Str, "`present` copies and links the pull secret where it is missing; `absent` removes the links, then the copies that this tool made.")
        {
            Choices = ["present", "absent"],
            Default = "\"present\"",
            Verbs = Verbs.None,
        },
        new("sources", OptionType.List, "Secrets to take the credentials from, merged; the first that names a registry wins.")
        {
            Details = ["If two hold different credentials for one registry, there is a warning."],
            Elements = OptionType.Dict,
            Suboptions = Source,
            Default = """[{"namespace": "openshift-config", "name": "pull-secret"}]""",
            DefaultInWords = "openshift-config/pull-secret",
            ValueName = "NAMESPACE/NAME,...",
            Verbs = Propagating,
        },
        new("registries", OptionType.List, "Patterns of the registries whose credentials are copied.")
        {
            Details = ["A key with a path, as in `quay.io/team`, matches as a whole."],
            Elements = OptionType.Str,
            Default = """["*"]""",
            ValueName = "PATTERN,...",
            Verbs = Propagating,
        },
        new("exclude_registries", OptionType.List, "Patterns of registries whose credentials are not copied. The entry `cloud.openshift.com` is a telemetry token, not a registry.")
        {
            Elements = OptionType.Str,
            Default = """["cloud.openshift.com"]""",
            ValueName = "PATTERN,...",
            Verbs = Propagating,
        },
        new("secret_name", OptionType.Str, "Name of the copies.") { Default = "\"pull-secret\"", ValueName = "NAME" },
        new("targets", OptionType.List, "Namespaces to heal, and which of their serviceaccounts to link. Neither is ever created.")
        {
            Elements = OptionType.Dict,
            Suboptions = Target,
            Default = DefaultTargets,
            DefaultInWords = "the marketplace's and RHACM's namespaces",
            ValueName = "NAMESPACE,...",
        },
        new("exclude_namespaces", OptionType.List, "Patterns of namespaces to skip, even if a target matches them.")
        {
            Elements = OptionType.Str,
            Default = "[]",
            ValueName = "PATTERN,...",
        },
        new("wait_for_namespaces", OptionType.Int, "Seconds to wait for target namespaces that do not exist yet, and for a serviceaccount to link in them.")
        {
            Details = ["Without waiting they are reported as `pending`, which is not a failure."],
            Default = "0",
            ValueName = "SECONDS",
            Verbs = Verbs.Heal | Verbs.Verify,
        },
        new("restart", OptionType.Str, "Which pods to restart: those stuck on a pull that failed on authentication, or none.")
        {
            Details =
            [
                "`auth_failures` deletes a pod only if it has an owner that creates a new one, and the new one would pull with other credentials.",
                "`never` deletes no pod and no Job.",
            ],
            Choices = ["auth_failures", "never"],
            Default = "\"auth_failures\"",
            Verbs = Verbs.Diagnose | Verbs.Heal,
        },
        new("force", OptionType.Bool, $"Replace an existing secret of that name ({OptionReference.To("secret_name")}) even if this tool did not create it.")
        {
            Details = ["Otherwise such a secret that lacks credentials or has another type is a conflict, which fails its namespace."],
            Default = "false",
            Verbs = Verbs.Diagnose | Verbs.Heal,
        },
        new("replace_ready_pods", OptionType.Bool, "Link, or unlink, the serviceaccount of a catalog even if a Ready pod serves it, which OLM then replaces.")
        {
            Details =
            [
                "OLM 4.16 and newer deletes all pods of a catalog when the imagePullSecrets of its serviceaccount change, and then creates a new one.",
                "Otherwise such serviceaccounts are `skipped`, with the pod's name in the reason.",
                "The result counts the pods that OLM replaces.",
            ],
            Default = "false",
            Verbs = Verbs.Diagnose | Verbs.Heal | Verbs.Remove,
        },
        new("probe", OptionType.Bool, "Whether to have the cluster ask the registry if it accepts the credentials, before anything is written.")
        {
            Details =
            [
                "OpenShift's API server asks, with an ImageStreamImport that stores nothing: once with the source's credentials and once with the node's.",
                "Without it, and on a cluster that is not OpenShift, it is not proven that the credentials are good.",
            ],
            Default = "true",
            Verbs = Propagating,
        },
        new("operators", OptionType.Bool, "Whether to look for Subscriptions whose bundle could not be unpacked, and to delete their failed Jobs so that OLM makes them anew.")
        {
            Details = [$"A Job is deleted only if the registry says that the image of its bundle can be pulled by now, so not without {OptionReference.To("probe")}."],
            Default = "true",
            Verbs = Propagating,
        },
        new("exec_plugins", OptionType.Bool, "Whether the program that a kubeconfig names for logging in (its exec plugin) may be run.")
        {
            Details = ["Set it to `false` for kubeconfigs that other people wrote: they choose which program runs on your machine."],
            Default = "true",
        },
        new("wait", OptionType.Bool, "Whether to wait until the pods run and the catalogs answer.") { Default = "true", Verbs = Verbs.Heal | Verbs.Verify },
        new("wait_timeout", OptionType.Int, $"Seconds that the run may take, in addition to {OptionReference.To("wait_for_namespaces")}.")
        {
            Details = ["What is missing by then is reported, and the run fails."],
            Default = "300",
            ValueName = "SECONDS",
        },
        new("managed_cluster", OptionType.Str, $"Name of the cluster on an RHACM hub, whose view of the cluster is verified too. Requires {OptionReference.To("hub_kubeconfig")}.")
        {
            Details = ["The conditions of the ManagedCluster are waited for: accepted, joined, available."],
            ValueName = "NAME",
            Verbs = Propagating,
        },
        new("hub_kubeconfig", OptionType.Raw, $"Path of the hub's kubeconfig, or its content as a dictionary. Requires {OptionReference.To("managed_cluster")}.")
        {
            ValueName = "FILE",
            Verbs = Propagating,
        },
        new("hub_context", OptionType.Str, "Context of the hub's kubeconfig.") { DefaultInWords = "the current context", ValueName = "NAME", Verbs = Propagating },
    ];

    public static IReadOnlyList<OptionSpec> All { get; } = [.. Connection, .. Behaviour];

    private static OptionSpec Auth(OptionSpec spec) => spec with { Environment = [.. spec.Names.Select(name => $"K8S_AUTH_{name.ToUpperInvariant()}")] };
}
