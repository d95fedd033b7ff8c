using System.Text;
using System.Text.Json.Nodes;

namespace PostSoftwareHook.Incident;

/// <summary>
/// A cluster with many namespaces, each with ten serviceaccounts and five pods. In half of them, one pod is stuck on authentication.
/// There is no kubelet and no controller: a deleted pod is not replaced.
/// </summary>
public sealed class LargeCluster(RawApi api, int namespaces)
{
    /// <summary>Pattern that matches all its namespaces and no others.</summary>
    public const string Glob = "team-*";

    private const int AtOnce = 16;
    private const int AccountsPerNamespace = 10;
    private const int PodsPerNamespace = 5;
    private const string StuckPod = "pod-0";
    private const string StuckAccount = "account-0";
    private const string Dockercfg = "dockercfg-internal";
    private const string Image = "registry.redhat.io/rhel9/support-tools:latest";

    private static readonly RegistryCredential Credential = RegistryCredential.Random("large");
    private static readonly byte[] DockerConfigJson = Encoding.UTF8.GetBytes(DockerConfig.WriteJson([new(Names.RedHatRegistry, Credential)]));

    public int Namespaces => namespaces;

    public int Pods => namespaces * PodsPerNamespace;

    /// <summary>Number of stuck pods.</summary>
    public int Stuck => namespaces / 2;

    /// <summary>Number of writes that heal the cluster: a copy, a link and a restart per stuck pod.</summary>
    public int Writes => Stuck * 3;

    /// <summary>The credential of the source.</summary>
    public static Planted Planted
    {
        get
        {
            var planted = new Planted();
            planted.AddCredential("the source's credential", Credential);
            return planted;
        }
    }

    public async Task CreateAsync()
    {
        await CreateNamespaceAsync(Names.MarketplaceNamespace);
        await CreateNamespaceAsync(Names.ConfigNamespace);
        await api.SendAsync(PostCopy(Names.ConfigNamespace));
        await api.SendAsync(Post("api/v1/nodes", new() { ["metadata"] = Named("sno") }));
        await api.SendAsync(Status("api/v1/nodes/sno", new() { ["conditions"] = new JsonArray(Ready()) }));
        await ForEachAsync(Enumerable.Range(0, namespaces), async number =>
        {
            var ns = NamespaceOf(number);
            await CreateNamespaceAsync(ns);
            for (var account = 0; account < AccountsPerNamespace; account++)
            {
                await api.SendAsync(Post($"api/v1/namespaces/{ns}/serviceaccounts", Account($"account-{account}", Dockercfg)));
            }

            for (var pod = number < Stuck ? 1 : 0; pod < PodsPerNamespace; pod++)
            {
                await CreatePodAsync(ns, $"pod-{pod}", $"account-{pod}", RunningStatus());
            }
        });
        await ForEachStuckAsync(CreateStuckPodAsync);
    }

    /// <summary>Reverts the healing.</summary>
    public Task BreakAsync() => ForEachStuckAsync(async ns =>
    {
        await api.SendAsync(new(HttpMethod.Delete, $"api/v1/namespaces/{ns}/secrets/{Names.PullSecret}"));
        await api.SendAsync(PutAccount(ns, Dockercfg));
        await api.SendAsync(new(HttpMethod.Delete, $"api/v1/namespaces/{ns}/events"));
        await CreateStuckPodAsync(ns);
    });

    /// <summary>
    /// Sends the writes that heal the cluster, for <paramref name="atOnce"/> namespaces in parallel, each in the order copy, link,
    /// restart.
    /// </summary>
    public Task HealAsync(int atOnce)
    {
        var writes = Enumerable.Range(0, Stuck).Select(NamespaceOf).Select(ns => (RawRequest[])
        [
            PostCopy(ns),
            PutAccount(ns, Dockercfg, Names.PullSecret),
            new(HttpMethod.Delete, $"api/v1/namespaces/{ns}/pods/{StuckPod}"),
        ]).ToList();
        return Parallel.ForEachAsync(writes, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (each, _) => await api.SendInOrderAsync(each));
    }

    /// <summary>Differences from the healed state, as sentences: every copy and link must exist, and no pod may be stuck.</summary>
    public async Task<IReadOnlyList<string>> FlawsAsync()
    {
        var flaws = new List<string>();
        var copies = await ItemsAsync($"api/v1/secrets?fieldSelector=metadata.name={Names.PullSecret}");
        if (copies.Count != Stuck + 1 || !copies.All(HoldsTheSource))
        {
            flaws.Add($"There are {copies.Count - 1} copies, or one is wrong.");
        }

        var links = (await ItemsAsync("api/v1/serviceaccounts")).Where(account => LinksOf(account).Contains(Names.PullSecret)).ToList();
        if (links.Count != Stuck || !links.All(account => LinksOf(account).SequenceEqual([Dockercfg, Names.PullSecret])))
        {
            flaws.Add($"{links.Count} serviceaccounts are linked, or one has lost an entry.");
        }

        var pods = await ItemsAsync("api/v1/pods");
        if (pods.Count != Pods - Stuck || pods.Any(pod => (string?)pod["status"]!["phase"] != "Running"))
        {
            flaws.Add($"There are {pods.Count} pods, or one is stuck.");
        }

        return flaws;
    }

    private static Task ForEachAsync<T>(IEnumerable<T> items, Func<T, Task> action) =>
        Parallel.ForEachAsync(items, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (item, _) => await action(item));

    private static string NamespaceOf(int number) => $"team-{number:0000}";

    private static JsonObject Named(string name) => new() { ["name"] = name };

    private static RawRequest Post(string path, JsonObject body) => RawRequest.Of(HttpMethod.Post, path, body);

    private static RawRequest Status(string path, JsonObject status) => RawRequest.Of(HttpMethod.Patch, $"{path}/status", new JsonObject { ["status"] = status });

    private static RawRequest PostCopy(string ns) => Post($"api/v1/namespaces/{ns}/secrets", new()
    {
        ["metadata"] = Named(Names.PullSecret),
        ["type"] = "kubernetes.io/dockerconfigjson",
        ["data"] = new JsonObject { [".dockerconfigjson"] = Convert.ToBase64String(DockerConfigJson) },
    });

    private static RawRequest PutAccount(string ns, params string[] links) =>
        RawRequest.Of(HttpMethod.Put, $"api/v1/namespaces/{ns}/serviceaccounts/{StuckAccount}", Account(StuckAccount, links));

    private static JsonObject Account(string name, params string[] links) => new()
    {
        ["metadata"] = Named(name),
        ["imagePullSecrets"] = new JsonArray([.. links.Select(Named)]),
    };

    private static JsonObject Ready() => new() { ["type"] = "Ready", ["status"] = "True" };

    private static JsonObject RunningStatus() => new() { ["phase"] = "Running", ["conditions"] = new JsonArray(Ready()) };

    private static JsonObject StuckStatus() => new()
    {
        ["phase"] = "Pending",
        ["containerStatuses"] = new JsonArray(new JsonObject
        {
            ["name"] = "main",
            ["image"] = Image,
            ["imageID"] = "",
            ["ready"] = false,
            ["restartCount"] = 0,
            ["state"] = new JsonObject { ["waiting"] = new JsonObject { ["reason"] = "ImagePullBackOff", ["message"] = $"Back-off pulling image \"{Image}\"" } },
        }),
    };

    private static IEnumerable<string> LinksOf(JsonNode account) => (account["imagePullSecrets"]?.AsArray() ?? []).Select(link => (string)link!["name"]!);

    private static bool HoldsTheSource(JsonNode secret)
    {
        var auths = JsonNode.Parse(Convert.FromBase64String((string)secret["data"]![".dockerconfigjson"]!))!["auths"]!.AsObject();
        return (string?)auths.Single().Value!["auth"] == Credential.Auth;
    }

    private Task<string> CreateNamespaceAsync(string name) => api.SendAsync(Post("api/v1/namespaces", new() { ["metadata"] = Allowed(Named(name)) }));

    /// <summary>With the administrator's consent that a pattern selects it.</summary>
    private static JsonObject Allowed(JsonObject metadata)
    {
        metadata["annotations"] = new JsonObject { ["post-software-hook/allow"] = "true" };
        return metadata;
    }

    private Task ForEachStuckAsync(Func<string, Task> action) => ForEachAsync(Enumerable.Range(0, Stuck).Select(NamespaceOf), action);

    private async Task CreateStuckPodAsync(string ns)
    {
        var uid = await CreatePodAsync(ns, StuckPod, StuckAccount, StuckStatus());
        await api.SendAsync(Post($"api/v1/namespaces/{ns}/events", new()
        {
            ["metadata"] = new JsonObject { ["generateName"] = StuckPod + "." },
            ["involvedObject"] = new JsonObject { ["kind"] = "Pod", ["namespace"] = ns, ["name"] = StuckPod, ["uid"] = uid, ["fieldPath"] = "spec.containers{main}" },
            ["reason"] = "Failed",
            ["type"] = "Warning",
            ["message"] = $"Failed to pull image \"{Image}\": unable to retrieve auth token: invalid username/password: unauthorized",
            ["lastTimestamp"] = DateTime.UtcNow.ToString("s", null) + "Z",
        }));
    }

    /// <returns>UID of the pod.</returns>
    private async Task<string> CreatePodAsync(string ns, string name, string account, JsonObject status)
    {
        var owner = new JsonObject { ["apiVersion"] = "apps/v1", ["kind"] = "ReplicaSet", ["name"] = name, ["uid"] = Guid.NewGuid().ToString(), ["controller"] = true };
        var created = JsonNode.Parse(await api.SendAsync(Post($"api/v1/namespaces/{ns}/pods", new()
        {
            ["metadata"] = new JsonObject { ["name"] = name, ["ownerReferences"] = new JsonArray(owner) },
            ["spec"] = new JsonObject
            {
                ["serviceAccountName"] = account,
                ["automountServiceAccountToken"] = false,
                ["containers"] = new JsonArray(new JsonObject { ["name"] = "main", ["image"] = Image }),
            },
        })))!;
        await api.SendAsync(Status($"api/v1/namespaces/{ns}/pods/{name}", status));
        return (string)created["metadata"]!["uid"]!;
    }

    private async Task<List<JsonNode>> ItemsAsync(string path) =>
        [.. JsonNode.Parse(await api.SendAsync(new(HttpMethod.Get, path)))!["items"]!.AsArray().Select(item => item!)];
}
