using System.Text.Json.Nodes;
using PostSoftwareHook.Cluster;
using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.Options;

/// <summary>Turns option values, already of the right types, into what a run needs.</summary>
internal static class OptionBinder
{
    /// <summary>How to reach the cluster.</summary>
    public static ConnectionSettings Connection(JsonObject values) => new()
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
    };

    /// <summary>What to do there.</summary>
    public static Settings Settings(JsonObject values) => new()
    {
        Sources = [.. values["sources"]!.AsArray().Select(source => new NamespacedName((string)source!["namespace"]!, (string)source["name"]!))],
        Registries = new(Globs(values["registries"]), Globs(values["exclude_registries"])),
        SecretName = Name(values, "secret_name"),
        Targets = [.. values["targets"]!.AsArray().Select(target => Target(target!))],
        ExcludeNamespaces = Globs(values["exclude_namespaces"]),
        WaitForNamespaces = Seconds(values["wait_for_namespaces"]),
        Restart = Restart(values["restart"]) ?? RestartPolicy.AuthFailures,
        Force = (bool)values["force"]!,
        Wait = (bool)values["wait"]!,
        WaitTimeout = Seconds(values["wait_timeout"]),
    };

    private static Target Target(JsonNode target)
    {
        var accounts = Texts(target["service_accounts"]);
        return new(
            new((string)target["namespace"]!),
            accounts is ["auto"] ? null
                : accounts.Contains("auto") ? throw new HookException($"In targets, service_accounts of {target["namespace"]} is either auto alone or a list of patterns.")
                : Globs(target["service_accounts"]),
            Restart(target["restart"]));
    }

    private static string Name(JsonObject values, string option)
    {
        var name = (string)values[option]!;
        return name.Length is > 0 and <= 253 && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '.')
            ? name
            : throw new HookException($"The option {option} is a Kubernetes name (lower-case letters, digits, dashes and dots), not \"{Printable.Clean(name)}\".");
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
