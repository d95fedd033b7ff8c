using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PostSoftwareHook.ClusterTests.Infra;

/// <summary>The module's result, as Ansible or the command gave it.</summary>
internal sealed partial class HookResult(JsonObject json)
{
    /// <summary>All of it.</summary>
    public JsonObject Json { get; } = json;

    public bool Changed => (bool?)Json["changed"] ?? false;

    public bool Failed => (bool?)Json["failed"] ?? false;

    public string Message => (string?)Json["msg"] ?? "";

    public string? Verdict => (string?)Json["diagnosis"]?["verdict"];

    public int Requests => (int)Json["requests"]!;

    public string? Before => (string?)Json["diff"]?["before"];

    public string? After => (string?)Json["diff"]?["after"];

    public IReadOnlyList<string> Warnings => [.. Items("warnings").Select(item => (string)item!)];

    /// <summary>The evidence as <c>verdict subject: message</c>.</summary>
    public IReadOnlyList<string> Evidence => [.. (Json["diagnosis"]?["evidence"]?.AsArray() ?? []).Select(item => $"{item!["verdict"]} {item["subject"]}: {item["message"]}")];

    /// <summary>The target of that namespace.</summary>
    public JsonNode Target(string ns) => Items("targets").First(target => (string?)target!["namespace"] == ns)!;

    /// <summary>That target's status.</summary>
    public string Status(string ns) => (string)Target(ns)["status"]!;

    /// <summary>What was done with the copy in that namespace; null where there is none.</summary>
    public string? SecretAction(string ns) => (string?)Target(ns)["secret"]?["action"];

    /// <summary>What was done with the serviceaccounts of that namespace, by name.</summary>
    public IReadOnlyDictionary<string, string> Accounts(string ns) =>
        Target(ns)["service_accounts"]!.AsArray().ToDictionary(item => (string)item!["name"]!, item => (string)item!["action"]!);

    /// <summary>What was done with the pod of that name.</summary>
    public JsonNode Pod(string ns, string name) => Target(ns)["pods"]!.AsArray().Single(pod => (string?)pod!["name"] == name)!;

    /// <summary>What was done with the pods of that namespace, by the owner's name, or the pod's own where it has none.</summary>
    public ILookup<string, string> Pods(string ns) =>
        Target(ns)["pods"]!.AsArray().ToLookup(item => ((string?)item!["owner"])?.Split('/')[1] ?? (string)item["name"]!, item => (string)item!["action"]!);

    /// <summary>Every planned or executed action as <c>namespace kind name action</c>, pods by owner, sorted: what check mode and a run have in common.</summary>
    public IReadOnlyList<string> Actions =>
    [
        .. from target in Items("targets")
           from line in ActionsOf(target!)
           orderby line
           select $"{target!["namespace"]} {line}",
    ];

    /// <summary>The rules of ansible/rbac that it names as missing.</summary>
    public IReadOnlyList<string> MissingRules() =>
    [
        .. MissingRule().Matches(Json.ToJsonString(new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }).Replace("\\\"", "\"", StringComparison.Ordinal))
            .Select(match => match.Groups["rule"].Value).Distinct(),
    ];

    private static IEnumerable<string> ActionsOf(JsonNode target) =>
    [
        .. target["secret"] is { } secret ? [$"secret {secret["name"]} {secret["action"]}"] : Array.Empty<string>(),
        .. target["service_accounts"]!.AsArray().Select(item => $"serviceaccount {item!["name"]} {item["action"]}"),
        .. target["pods"]!.AsArray().Select(item => $"pod {item!["name"]} {item["action"]}"),
    ];

    [GeneratedRegex(@"Missing rule, see ansible/rbac: (?<rule>apiGroups: \[[^\]]*\], resources: \[[^\]]*\], verbs: \[[^\]]*\])")]
    private static partial Regex MissingRule();

    private JsonArray Items(string name) => Json[name] as JsonArray ?? [];
}
