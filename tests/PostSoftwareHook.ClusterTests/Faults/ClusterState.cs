using System.Text.Json;
using System.Text.RegularExpressions;
using k8s;
using k8s.Models;

namespace PostSoftwareHook.ClusterTests.Faults;

/// <summary>
/// All that the hook may touch and all that follows from it, as lines: equal for equal states, whatever random names and
/// credentials the clusters have.
/// </summary>
internal static partial class ClusterState
{
    private static readonly string[] Namespaces = [Names.MarketplaceNamespace, Names.AgentNamespace];

    /// <summary>The state once nobody has anything left to do.</summary>
    public static async Task<string> OfAsync(SnoIncident incident)
    {
        await incident.WaitUntilSettledAsync();
        var lines = new List<string>();
        foreach (var ns in Namespaces)
        {
            lines.AddRange((await LinesAsync(incident, ns)).Select(line => $"{ns} {DockercfgName().Replace(line, "dockercfg")}").Order(StringComparer.Ordinal));
        }

        return string.Join('\n', lines);
    }

    private static async Task<IEnumerable<string>> LinesAsync(SnoIncident incident, string ns)
    {
        var client = incident.ControlPlane.Client;
        var secrets = await client.CoreV1.ListNamespacedSecretAsync(ns);
        var accounts = await client.CoreV1.ListNamespacedServiceAccountAsync(ns);
        var pods = await client.CoreV1.ListNamespacedPodAsync(ns);
        var catalogs = ((JsonElement)await client.CustomObjects.ListNamespacedCustomObjectAsync("operators.coreos.com", "v1alpha1", ns, "catalogsources")).GetProperty("items");
        return
        [
            .. secrets.Items.Select(secret => Line(secret, incident.Source.Credentials)),
            .. accounts.Items.Select(account => $"serviceaccount {account.Name()} {Joined(account.ImagePullSecrets?.Select(each => each.Name))} secrets {Joined(account.Secrets?.Select(each => each.Name))} {OwnershipLabels(account)}"),
            .. pods.Items.Select((V1Pod pod) => $"pod of {pod.OwnerReferences()?[0].Name ?? pod.Name()} {Condition(pod)} {Joined(pod.Spec.ImagePullSecrets?.Select(each => each.Name))}"),
            .. catalogs.EnumerateArray().Select(catalog => $"catalog {catalog.GetProperty("metadata").GetProperty("name")} {catalog.GetProperty("status").GetProperty("connectionState").GetProperty("lastObservedState")}"),
        ];
    }

    private static string Condition(V1Pod pod) =>
        pod.Status.Conditions?.Any(condition => condition is { Type: "Ready", Status: "True" }) == true
            ? "ready"
            : Joined((pod.Status.InitContainerStatuses ?? []).Concat(pod.Status.ContainerStatuses ?? []).Select(status => status.State.Waiting?.Reason).OfType<string>());

    private static string Line(V1Secret secret, IReadOnlyDictionary<string, RegistryCredential> source)
    {
        var hosts = secret.Data.TryGetValue(".dockerconfigjson", out var json)
            ? DockerConfig.ParseJson(json).Select(entry => $"{entry.Key}{(source.GetValueOrDefault(entry.Key) == entry.Value ? " as in the source" : "")}")
            : secret.Data.Keys;
        return $"secret {secret.Name()} {secret.Type} {Joined(hosts.Order(StringComparer.Ordinal))} {OwnershipLabels(secret)}";
    }

    private static string OwnershipLabels(IMetadata<V1ObjectMeta> item) =>
        $"labels {Joined(item.Labels()?.Select(pair => $"{pair.Key}={pair.Value}").Order(StringComparer.Ordinal))} annotations {Joined(item.Annotations()?.Keys.Order(StringComparer.Ordinal))}";

    private static string Joined(IEnumerable<string>? items) => $"[{string.Join(", ", items ?? [])}]";

    [GeneratedRegex("dockercfg-[a-z0-9]{5}")]
    private static partial Regex DockercfgName();
}
