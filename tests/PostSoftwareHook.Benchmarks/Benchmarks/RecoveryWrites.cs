using System.Text;
using System.Text.Json.Nodes;
using k8s;
using k8s.Models;

namespace PostSoftwareHook.Benchmarks.Benchmarks;

/// <summary>The writes that heal an incident, prepared before the measurement.</summary>
internal sealed class RecoveryWrites
{
    private readonly List<RawRequest> _secrets;
    private readonly List<(string Namespace, string Account, RawRequest Request)> _links;
    private readonly List<(string Namespace, string Account, RawRequest Request)> _restarts;

    private RecoveryWrites(string carried, IEnumerable<V1Pod> pods, IEnumerable<V1ServiceAccount> accounts)
    {
        var stuck = pods.Where(pod => ClusterState.Healed.Any(owner => pod.OwnerReferences()?.Any(reference => reference.Name == owner) == true)).ToList();
        _secrets = [.. stuck.Select(pod => pod.Namespace()).Distinct().Select(ns => RawRequest.Of(HttpMethod.Post, $"api/v1/namespaces/{ns}/secrets", Copy(carried)))];
        _links =
        [
            .. accounts.Where(account => stuck.Any(pod => pod.Namespace() == account.Namespace() && pod.Spec.ServiceAccountName == account.Name())).Select(account =>
                (account.Namespace(), account.Name(), RawRequest.Of(HttpMethod.Put, $"api/v1/namespaces/{account.Namespace()}/serviceaccounts/{account.Name()}", Linked(account)))),
        ];
        _restarts = [.. stuck.Select(pod => (pod.Namespace(), pod.Spec.ServiceAccountName, new RawRequest(HttpMethod.Delete, $"api/v1/namespaces/{pod.Namespace()}/pods/{pod.Name()}")))];
    }

    /// <summary>Reads the cluster and prepares the writes.</summary>
    public static async Task<RecoveryWrites> PrepareAsync(SnoIncident incident)
    {
        var document = JsonNode.Parse(incident.Source.Json)!;
        document["auths"]!.AsObject().Remove(Names.Telemetry);
        return new(document.ToJsonString(), await incident.PodsAsync(), (await incident.ControlPlane.Client.CoreV1.ListServiceAccountForAllNamespacesAsync()).Items);
    }

    /// <summary>Sends copies and links in parallel, and each pod's deletion after its own copy and link.</summary>
    public async Task SendAsync(RawApi api)
    {
        var secrets = Task.WhenAll(_secrets.Select(api.SendAsync));
        await Task.WhenAll(_links.Select(async link =>
        {
            await Task.WhenAll(api.SendAsync(link.Request), secrets);
            await Task.WhenAll(_restarts.Where(restart => restart.Namespace == link.Namespace && restart.Account == link.Account).Select(restart => api.SendAsync(restart.Request)));
        }));
    }

    private static V1Secret Copy(string document) => new()
    {
        ApiVersion = "v1",
        Kind = "Secret",
        Metadata = new() { Name = Names.PullSecret },
        Type = "kubernetes.io/dockerconfigjson",
        Data = new Dictionary<string, byte[]> { [".dockerconfigjson"] = Encoding.UTF8.GetBytes(document) },
    };

    private static V1ServiceAccount Linked(V1ServiceAccount account)
    {
        (account.ApiVersion, account.Kind) = ("v1", "ServiceAccount");
        account.ImagePullSecrets = [.. account.ImagePullSecrets ?? [], new V1LocalObjectReference { Name = Names.PullSecret }];
        return account;
    }
}
