using System.Net;
using System.Text.Json.Nodes;
using k8s;
using k8s.Autorest;

namespace PostSoftwareHook.Incident;

/// <summary>
/// The hub's part of an import (managedcluster-import-controller, and ocm's registration). It deploys the agent if there is an
/// auto-import-secret, which it then deletes, and reports the agent's state in the ManagedCluster's conditions.
/// </summary>
internal sealed class HubController(IKubernetes client, Informer<CustomResource> clusters, IReadOnlyDictionary<string, SnoIncident> spokes, HubOptions options) : Actor("hub")
{
    public const string AutoImportSecret = "auto-import-secret";
    public const string Accepted = "HubAcceptedManagedCluster";
    public const string Joined = "ManagedClusterJoined";
    public const string Available = "ManagedClusterConditionAvailable";

    private readonly CustomResources _resources = new(client, CustomKind.ManagedCluster);

    public static string? Condition(CustomResource cluster, string type) => (cluster.Status?["conditions"] as JsonArray)?
        .FirstOrDefault(condition => condition?["type"]?.GetValue<string>() == type)?["status"]?.GetValue<string>();

    protected override Task ReconcileAsync(CancellationToken cancellationToken) =>
        ForEachAsync(clusters.All.Where(cluster => spokes.ContainsKey(cluster.Metadata.Name)), cluster => SyncAsync(cluster, cancellationToken));

    private async Task SyncAsync(CustomResource cluster, CancellationToken cancellationToken)
    {
        var spoke = spokes[cluster.Metadata.Name];
        await ImportAsync(cluster.Metadata.Name, spoke, cancellationToken);
        var accepted = cluster.Spec?["hubAcceptsClient"]?.GetValue<bool>() ?? false;
        spoke.HubAccepts = accepted;
        var runs = accepted && spoke.AgentRuns ? "True" : "Unknown";
        if (Condition(cluster, Accepted) != (accepted ? "True" : "False") || Condition(cluster, Joined) != runs || Condition(cluster, Available) != runs)
        {
            await WriteConditionsAsync(cluster.Metadata.Name, accepted ? "True" : "False", runs, cancellationToken);
        }
    }

    private async Task ImportAsync(string name, SnoIncident spoke, CancellationToken cancellationToken)
    {
        if (await HasAutoImportSecretAsync(name, cancellationToken))
        {
            if (!spoke.AgentIsDeployed)
            {
                await spoke.DeployAgentAsync(options.DeploysAfter, cancellationToken);
            }

            await client.CoreV1.DeleteNamespacedSecretAsync(AutoImportSecret, name, cancellationToken: cancellationToken);
        }
    }

    private async Task<bool> HasAutoImportSecretAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            await client.CoreV1.ReadNamespacedSecretAsync(AutoImportSecret, name, cancellationToken: cancellationToken);
            return true;
        }
        catch (HttpOperationException answer) when (answer.Response.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    private async Task WriteConditionsAsync(string name, string accepted, string runs, CancellationToken cancellationToken)
    {
        var status = new JsonObject
        {
            ["conditions"] = new JsonArray(
                New(Accepted, accepted, "HubClusterAdminAccepted", "Accepted by hub cluster admin"),
                New(Joined, runs, runs == "True" ? "ManagedClusterJoined" : "ManagedClusterNotJoined", "Managed cluster joined"),
                New(Available, runs, runs == "True" ? "ManagedClusterAvailable" : "ManagedClusterLeaseUpdateStopped", "Managed cluster is available")),
        };
        clusters.Observe(await _resources.MergeStatusAsync(null, name, status, cancellationToken));
    }

    private static JsonObject New(string type, string status, string reason, string message) => new()
    {
        ["type"] = type,
        ["status"] = status,
        ["reason"] = reason,
        ["message"] = status == "True" ? message : $"{message}: {status}",
        ["lastTransitionTime"] = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null),
    };
}
