using System.Text.Json.Nodes;
using k8s;
using k8s.Models;

namespace PostSoftwareHook.ClusterTests.Investigating;

/// <summary>What tests of investigations look at: which pods stayed, what was asked, what was written.</summary>
public abstract class InvestigationTests(IncidentFixture fixture) : IncidentTests(fixture)
{
    /// <summary>The Ready pods, as <c>namespace owner uid</c>, sorted.</summary>
    private protected async Task<IReadOnlyList<string>> ReadyAsync() =>
    [
        .. from pod in await Incident.PodsAsync()
           where pod.DeletionTimestamp() is null && pod.Status.Conditions?.Any(condition => condition is { Type: "Ready", Status: "True" }) == true
           let line = $"{pod.Namespace()} {pod.OwnerReferences()?.FirstOrDefault()?.Name} {pod.Uid()}"
           orderby line
           select line,
    ];

    /// <summary>The UIDs of an owner's pods.</summary>
    private protected async Task<IReadOnlyList<string>> UidsOfAsync(string owner) => [.. (await Incident.PodsOfAsync(owner)).Select(pod => pod.Uid()).Order(StringComparer.Ordinal)];

    /// <summary>What was written since <paramref name="mark"/>.</summary>
    private protected Task<IReadOnlyList<AuditEntry>> WrittenSinceAsync(AuditMark mark) => ControlPlane.Audit.WritesSinceAsync(mark);

    /// <summary>The lookups of images since <paramref name="mark"/>.</summary>
    private protected async Task<IReadOnlyList<AuditEntry>> LookupsSinceAsync(AuditMark mark) =>
        [.. (await ControlPlane.Audit.SinceAsync(mark)).Where(request => request.IsQuestion)];

    /// <summary>Every secret and serviceaccount with its version, sorted.</summary>
    private protected async Task<IReadOnlyList<string>> StoredAsync() =>
    [
        .. (await Client.CoreV1.ListSecretForAllNamespacesAsync()).Items.Select(secret => Line("secret", secret.Metadata))
            .Concat((await Client.CoreV1.ListServiceAccountForAllNamespacesAsync()).Items.Select(account => Line("serviceaccount", account.Metadata)))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Deletes an owner's pods, and waits until the new ones show that they cannot be pulled either.</summary>
    private protected async Task RestartAsync(string owner)
    {
        var before = await UidsOfAsync(owner);
        foreach (var pod in await Incident.PodsOfAsync(owner))
        {
            await Incident.DeletePodAsync(pod);
        }

        await Eventually.IsTrueAsync(
            async () => (await Incident.StuckAsync()).Count(pod => pod.OwnerReferences()?[0].Name == owner && !before.Contains(pod.Uid())) == before.Count,
            $"the new pods of {owner} are stuck");
        await Incident.WaitUntilSettledAsync();
    }

    /// <summary>The only line of the evidence that begins like this.</summary>
    private protected static string EvidenceOf(HookResult result, string start) =>
        Assert.Single(result.Evidence, line => line.StartsWith(start, StringComparison.Ordinal));

    private protected static string? Outcome(HookResult result) => (string?)result.Json["outcome"];

    /// <summary>A target for each of <paramref name="namespaces"/>.</summary>
    private protected static JsonArray Targets(params IEnumerable<string> namespaces) => new([.. namespaces.Select(ns => new JsonObject { ["namespace"] = ns })]);

    private static string Line(string kind, V1ObjectMeta item) => $"{kind} {item.NamespaceProperty}/{item.Name} {item.ResourceVersion}";
}
