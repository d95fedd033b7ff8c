using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PostSoftwareHook.Guards;
using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.Contract;

/// <summary>
/// A result as the module's documented JSON: names in snake_case, what has no value left out. Written by hand, field by field: a
/// serializer's generated code for it would be a megabyte of the executable.
/// </summary>
internal static class ReportJson
{
    /// <summary>A result as JSON.</summary>
    /// <param name="result">The facts.</param>
    /// <param name="clean">Masks what is secret in a text.</param>
    /// <param name="invocation">The options as they were understood, without secrets; null where they weren't.</param>
    /// <param name="diff">What changed; null where no diff was asked for.</param>
    public static JsonObject Of(RunResult result, Func<string, string> clean, JsonObject? invocation = null, DiffReport? diff = null)
    {
        var report = Facts(result);
        Clean(report, text => Printable.OneLine(OptionReference.Write(clean(text), name => name)));
        if (diff is not null)
        {
            report.Insert(report.IndexOf("warnings"), "diff", new JsonObject { ["before"] = clean(diff.Before), ["after"] = clean(diff.After) });
        }

        if (invocation is not null)
        {
            report["invocation"] = invocation.DeepClone();
            Clean(report["invocation"]!, clean);
        }

        return report;
    }

    /// <summary>The text of <paramref name="json"/>: on one line, or indented where a person reads it.</summary>
    public static string Write(JsonNode json, bool isIndented = false)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new() { Indented = isIndented, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static JsonObject Facts(RunResult result)
    {
        var report = new JsonObject
        {
            ["changed"] = result.Changed,
            ["failed"] = result.Failed,
            ["outcome"] = SnakeCase.Of(result.Outcome),
            ["msg"] = Sentence.Of(result),
        };
        if (result.Cluster is { } cluster)
        {
            report["cluster"] = Present(("host", cluster.Host), ("version", cluster.Version), ("infrastructure", cluster.Infrastructure));
            AddPresent(report, "diagnosis", result.Diagnosis is { } diagnosis ? Diagnosis(diagnosis) : null);
            report["targets"] = List(result.Targets, target => Target(target, result));
            report["catalog_sources"] = List(result.Catalogs, catalog =>
                Present(("namespace", catalog.Namespace), ("name", catalog.Name), ("state", catalog.State), ("ready", catalog.Ready)));
        }

        AddPresent(report, "managed_cluster", result.ManagedCluster is { } managed
            ? Present(("name", managed.Name), ("hub_accepted", managed.HubAccepted), ("joined", managed.Joined), ("available", managed.Available), ("message", managed.Message))
            : null);
        AddPresent(report, "requests", result.Requests);
        AddPresent(report, "duration", result.Duration);
        report["warnings"] = Texts(Warnings.Of(result));
        return report;
    }

    private static JsonObject Diagnosis(Diagnosis diagnosis) => new()
    {
        ["verdict"] = SnakeCase.Of(diagnosis.Verdict),
        ["evidence"] = List(diagnosis.Evidence, evidence =>
            Present(("verdict", SnakeCase.Of(evidence.Verdict)), ("subject", $"{evidence.Subject}"), ("message", evidence.Message))),
        ["registries"] = new JsonObject { ["needed"] = Texts(diagnosis.RegistriesNeeded), ["in_source"] = Texts(diagnosis.RegistriesInSource) },
    };

    private static JsonObject Target(TargetResult target, RunResult result)
    {
        var failures = result.Failures.Where(failure => failure.Subject.Namespace == target.Namespace).Select(failure => failure.Message.TrimEnd('.')).ToList();
        var report = Present(
            ("namespace", target.Namespace),
            ("status", SnakeCase.Of(target.Status)),
            ("reason", failures.Count > 0 ? string.Join("; ", failures) : target.Problem ?? target.LeftAlone));
        AddPresent(report, "secret", target.Secret is { } secret
            ? Present(("name", secret.Name), ("action", SnakeCase.Of(secret.Action)), ("hosts", Texts(secret.Hosts)), ("reason", secret.Reason))
            : null);
        report["service_accounts"] = List(target.ServiceAccounts, account =>
            Present(("name", account.Name), ("action", SnakeCase.Of(account.Action)), ("reason", account.Reason)));
        report["pods"] = List(target.Pods, pod =>
            Present(("name", pod.Name), ("owner", pod.Step.Pod.Owner?.ToString()), ("action", SnakeCase.Of(pod.Action)), ("reason", pod.Reason)));
        return report;
    }

    private static JsonObject Present(params ReadOnlySpan<(string Name, JsonNode? Value)> properties)
    {
        var item = new JsonObject();
        foreach (var (name, value) in properties)
        {
            AddPresent(item, name, value);
        }

        return item;
    }

    private static void AddPresent(JsonObject item, string name, JsonNode? value)
    {
        if (value is not null)
        {
            item[name] = value;
        }
    }

    private static JsonArray List<T>(IReadOnlyList<T> items, Func<T, JsonObject> write) => new([.. items.Select(write)]);

    private static JsonArray Texts(IReadOnlyList<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);

    /// <summary>Cleans every text in <paramref name="node"/>; names stay as they are.</summary>
    private static void Clean(JsonNode node, Func<string, string> clean)
    {
        switch (node)
        {
            case JsonObject item:
                foreach (var (name, value) in item.ToList())
                {
                    if (IsText(value))
                    {
                        item[name] = clean((string)value!);
                    }
                    else if (value is not null)
                    {
                        Clean(value, clean);
                    }
                }

                break;
            case JsonArray items:
                for (var i = 0; i < items.Count; i++)
                {
                    if (IsText(items[i]))
                    {
                        items[i] = clean((string)items[i]!);
                    }
                    else if (items[i] is { } value)
                    {
                        Clean(value, clean);
                    }
                }

                break;
        }
    }

    private static bool IsText(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String;
}
