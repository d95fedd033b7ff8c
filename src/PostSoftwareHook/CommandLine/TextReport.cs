using System.Globalization;
using System.Text;
using System.Text.Json;
using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.CommandLine;

/// <summary>A result as lines for a person: what was found, what was done, what is left, and what to type next.</summary>
internal static class TextReport
{
    /// <summary>The lines, without colours.</summary>
    public static string Of(Report report)
    {
        var text = new StringBuilder();
        if (report.Cluster is { } cluster)
        {
            Line(text, $"cluster   {cluster.Host}{Join(" ", cluster.Version, cluster.Infrastructure)}");
        }

        if (report.Diagnosis is { } diagnosis)
        {
            Line(text, $"verdict   {Snake(diagnosis.Verdict)}");
            foreach (var evidence in diagnosis.Evidence)
            {
                Line(text, $"          {evidence.Subject}: {evidence.Message}");
            }
        }

        foreach (var target in report.Targets ?? [])
        {
            Target(text, target);
        }

        foreach (var catalog in report.CatalogSources ?? [])
        {
            Line(text, $"catalog   {catalog.Namespace}/{catalog.Name}: {catalog.State ?? "not connected"}{(catalog.Ready ? "" : ", not ready")}");
        }

        if (report.ManagedCluster is { } managed)
        {
            Line(text, $"hub       managed cluster {managed.Name}: {(managed.Missing is { } missing ? $"not {missing}: {managed.Message}" : "available")}");
        }

        foreach (var warning in report.Warnings)
        {
            Line(text, $"warning   {warning}");
        }

        Line(text, $"{(report.Failed ? "FAILED" : "ok"),-9} {report.Msg}");
        return text.ToString();
    }

    private static void Target(StringBuilder text, TargetReport target)
    {
        Line(text, $"namespace {target.Namespace}: {Snake(target.Status)}{(target.Reason is { } reason ? $" ({reason})" : "")}");
        if (target.Secret is { } secret)
        {
            Line(text, $"          {Snake(secret.Action),-10} secret {secret.Name}{(secret.Hosts.Count == 0 ? "" : $" ({string.Join(", ", secret.Hosts)})")}{(secret.Reason is { } why ? $": {why}" : "")}");
        }

        foreach (var account in target.ServiceAccounts)
        {
            Line(text, $"          {Snake(account.Action),-10} serviceaccount {account.Name}{(account.Reason is { } why ? $": {why}" : "")}");
        }

        foreach (var pod in target.Pods)
        {
            Line(text, $"          {Snake(pod.Action),-10} pod {pod.Name}: {pod.Reason}");
        }
    }

    private static string Join(string separator, params ReadOnlySpan<string?> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            text.Append(part is null ? "" : separator + part);
        }

        return text.ToString();
    }

    private static string Snake<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    private static void Line(StringBuilder text, string line) => text.Append(CultureInfo.InvariantCulture, $"{line}\n");
}
