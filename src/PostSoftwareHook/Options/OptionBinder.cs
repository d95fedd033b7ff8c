using System.Text.Json.Nodes;
using PostSoftwareHook.Access;
using PostSoftwareHook.Guards;
using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.Options;

/// <summary>Builds the settings of a run from option values that already have the right types.</summary>
internal static class OptionBinder
{
    public static ConnectionOptions Connection(JsonObject values) => new()
    {
        Kubeconfig = values["kubeconfig"],
        Context = (string?)values["context"],
        Host = ((string?)values["host"])?.TrimEnd('/'),
        ApiKey = (string?)values["api_key"],
        Username = (string?)values["username"],
        Password = (string?)values["password"],
        ValidateCerts = (bool?)values["validate_certs"],
        CaCert = (string?)values["ca_cert"],
        ClientCert = (string?)values["client_cert"],
        ClientKey = (string?)values["client_key"],
        Proxy = (string?)values["proxy"],
        NoProxy = (string?)values["no_proxy"],
        ImpersonateUser = (string?)values["impersonate_user"],
        ImpersonateGroups = Texts(values["impersonate_groups"]),
        MayRunExecPlugins = (bool?)values["exec_plugins"] != false,
    };

    /// <summary>Connection options of the hub; null if no hub is named.</summary>
    public static ConnectionOptions? Hub(JsonObject values)
    {
        var hub = new ConnectionOptions
        {
            Kubeconfig = values["hub_kubeconfig"],
            Context = (string?)values["hub_context"],
            MayRunExecPlugins = (bool?)values["exec_plugins"] != false,
        };
        return (values["managed_cluster"] is not null, hub.Kubeconfig is not null) switch
        {
            (true, true) => hub,
            (false, false) when hub.Context is null => null,
            (true, false) => throw new HookException($"{OptionReference.To("managed_cluster")} is given without {OptionReference.To("hub_kubeconfig")}. Give the hub's kubeconfig, or leave {OptionReference.To("managed_cluster")} out."),
            _ => throw new HookException($"{OptionReference.To("hub_kubeconfig")} or {OptionReference.To("hub_context")} is given without {OptionReference.To("managed_cluster")}. Give the cluster's name on the hub, or leave them out."),
        };
    }

    public static Purpose Purpose(JsonObject values, bool isCheckMode) => ((string?)values["state"], isCheckMode) switch
    {
        ("absent", true) => Propagation.Purpose.PreviewRemoval,
        ("absent", false) => Propagation.Purpose.Remove,
        (_, true) => Propagation.Purpose.Diagnose,
        (_, false) => Propagation.Purpose.Heal,
    };

    public static Settings Settings(JsonObject values) => new()
    {
        ManagedCluster = (string?)values["managed_cluster"],
        Sources = [.. Items(values, "sources").Select(source => new NamespacedName(Name(source["namespace"], "sources"), Name(source["name"], "sources")))],
        Registries = new(Globs(values["registries"]), Globs(values["exclude_registries"])),
        SecretName = SecretName(values["secret_name"]),
        Targets = [.. Items(values, "targets").Select(Target)],
        ExcludeNamespaces = Globs(values["exclude_namespaces"]),
        WaitForNamespaces = Seconds(values["wait_for_namespaces"]),
        Restart = Restart(values["restart"]) ?? RestartPolicy.AuthFailures,
        Force = (bool)values["force"]!,
        ReplaceReadyPods = (bool)values["replace_ready_pods"]!,
        Probe = (bool)values["probe"]!,
        Operators = (bool)values["operators"]!,
        Wait = (bool)values["wait"]!,
        WaitTimeout = Seconds(values["wait_timeout"]),
    };

    private static Target Target(JsonNode target)
    {
        var accounts = Texts(target["service_accounts"]);
        return new(
            (string)target["namespace"]! is { Length: > 0 } ns ? new(ns) : throw new HookException($"In {OptionReference.To("targets")}, a namespace is empty. Name one, or give a pattern."),
            accounts is ["auto"] ? null
                : accounts.Contains("auto") ? throw new HookException($"In {OptionReference.To("targets")}, service_accounts of {Printable.Clean(ns)} must be either auto alone or a list of patterns.")
                : Globs(target["service_accounts"]),
            Restart(target["restart"]));
    }

    private static IEnumerable<JsonNode> Items(JsonObject values, string option) => values[option]!.AsArray() is { Count: > 0 } items
        ? items.Select(item => item!)
        : throw new HookException($"The option {OptionReference.To(option)} is empty. Leave it out for its default, or name at least one.");

    /// <summary>A name for the copies. Names of secrets that another controller manages are refused.</summary>
    private static string SecretName(JsonNode? value) => Name(value, "secret_name") switch
    {
        "open-cluster-management-image-pull-credentials" => throw new HookException($"The option {OptionReference.To("secret_name")} can't be open-cluster-management-image-pull-credentials: RHACM owns that secret and overwrites it. Give another name."),
        var name when name.Contains("-dockercfg-", StringComparison.Ordinal) => throw new HookException($"The option {OptionReference.To("secret_name")} can't be {name}: OpenShift owns the secrets called *-dockercfg-*. Give another name."),
        var name => name,
    };

    private static string Name(JsonNode? value, string option)
    {
        var name = (string)value!;
        return name.Length is > 0 and <= 253 && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '.')
            ? name
            : throw new HookException($"The option {OptionReference.To(option)} must be a Kubernetes name (lower-case letters, digits, dashes and dots), not \"{Printable.Clean(name)}\".");
    }

    private static RestartPolicy? Restart(JsonNode? value) => (string?)value switch
    {
        "auth_failures" => RestartPolicy.AuthFailures,
        "never" => RestartPolicy.Never,
        _ => null,
    };

    private static TimeSpan Seconds(JsonNode? value) => TimeSpan.FromSeconds((int)value!);

    private static List<Glob> Globs(JsonNode? value) => [.. Texts(value).Select(pattern => new Glob(pattern))];

    private static List<string> Texts(JsonNode? value) => [.. value?.AsArray().Select(text => (string)text!) ?? []];
}
