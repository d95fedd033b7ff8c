using System.Text;
using System.Text.Json.Nodes;
using k8s;
using k8s.Models;

namespace PostSoftwareHook.Benchmarks.Benchmarks;

/// <summary>A snapshot of an incident's cluster, and checks of it after a run.</summary>
internal sealed class ClusterState
{
    private static readonly string[] HealedNamespaces = [Names.MarketplaceNamespace, Names.AgentNamespace];

    private readonly IReadOnlyList<V1Pod> _pods;
    private readonly Dictionary<string, List<string>> _links;
    private readonly Dictionary<string, Dictionary<string, string>> _copies;

    private ClusterState(IReadOnlyList<V1Pod> pods, IEnumerable<V1ServiceAccount> accounts, IEnumerable<V1Secret> secrets)
    {
        _pods = pods;
        _links = accounts.ToDictionary(account => $"{account.Namespace()}/{account.Name()}", account => (account.ImagePullSecrets ?? []).Select(link => link.Name).ToList());
        _copies = secrets.ToDictionary(secret => secret.Namespace(), CredentialsIn);
    }

    /// <summary>Owners of the pods that a run heals.</summary>
    public static IReadOnlyList<string> Healed { get; } = [.. Names.Catalogs, Names.Klusterlet, Names.KlusterletAgent];

    public static async Task<ClusterState> ReadAsync(SnoIncident incident)
    {
        var core = incident.ControlPlane.Client.CoreV1;
        return new(
            await incident.PodsAsync(),
            (await core.ListServiceAccountForAllNamespacesAsync()).Items,
            (await core.ListSecretForAllNamespacesAsync(fieldSelector: $"metadata.name={Names.PullSecret}")).Items);
    }

    /// <summary>
    /// Requires that this is <paramref name="before"/>, healed: credentials copied, links appended, stuck pods replaced and running,
    /// all other pods untouched.
    /// </summary>
    public void RequireHealed(ClusterState before)
    {
        var carried = _copies[Names.ConfigNamespace].Where(entry => entry.Key != Names.Telemetry).ToHashSet();
        foreach (var ns in HealedNamespaces)
        {
            BenchmarkException.Require(_copies.TryGetValue(ns, out var copy) && carried.SetEquals(copy), $"{ns} has no correct copy.");
        }

        foreach (var (account, links) in before._links)
        {
            var added = _links[account].Except(links).ToList();
            BenchmarkException.Require(_links[account].Except(added).SequenceEqual(links) && added.Except([Names.PullSecret]).Any() is false, $"{account} has lost or gained an entry.");
        }

        foreach (var owner in Healed)
        {
            BenchmarkException.Require(_pods.Any(pod => IsOf(pod, owner)) && _pods.Where(pod => IsOf(pod, owner)).All(IsRunning), $"The pods of {owner} do not run.");
        }

        BenchmarkException.Require(!_pods.Any(pod => !IsRunning(pod) && !IsOf(pod, Names.MissingTag)), "A pod is still stuck.");
        var touched = before._pods.Where(pod => !Healed.Any(owner => IsOf(pod, owner))).Select(pod => pod.Uid()).Except(_pods.Select(pod => pod.Uid()));
        BenchmarkException.Require(!touched.Any(), "A pod that must stay untouched is gone.");
    }

    /// <summary>Requires the same pods as in <paramref name="before"/>.</summary>
    public void RequireSamePods(ClusterState before) => BenchmarkException.Require(
        _pods.Select(pod => pod.Uid()).Order(StringComparer.Ordinal).SequenceEqual(before._pods.Select(pod => pod.Uid()).Order(StringComparer.Ordinal)), "Pods were replaced.");

    private static Dictionary<string, string> CredentialsIn(V1Secret secret) =>
        JsonNode.Parse(Encoding.UTF8.GetString(secret.Data[".dockerconfigjson"]))!["auths"]!.AsObject().ToDictionary(entry => entry.Key, entry => (string)entry.Value!["auth"]!);

    private static bool IsOf(V1Pod pod, string owner) => pod.OwnerReferences()?.Any(reference => reference.Name == owner) == true;

    private static bool IsRunning(V1Pod pod) => pod.Status?.Phase == "Running" && pod.DeletionTimestamp() is null;
}
