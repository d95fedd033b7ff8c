using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace PostSoftwareHook.Incident;

/// <summary>
/// RHACM's operator on the managed cluster, once its pod runs (ocm pkg/operator/operators/klusterlet/controllers): it creates the
/// agents and the namespace of the add-ons, and copies its pull secret there. The work agent has no replicas until the registration
/// agent got the hub's kubeconfig (klusterlet_runtime_reconcile.go, installAgent).
/// </summary>
internal sealed class KlusterletOperator(IKubernetes client, Informers informers, Planted planted, ImportOptions import, Func<bool> hubAccepts)
    : Actor("klusterlet-operator")
{
    private const string CopiesLabel = "addon.open-cluster-management.io/namespace=true";
    private readonly AccountSeeder _accounts = new(client, planted);
    private readonly WorkloadSeeder _workloads = new(client);
    private readonly CustomResources _klusterlets = new(client, CustomKind.Klusterlet);
    private volatile string? _reported;
    private volatile bool _hasJoined;

    private string Agent => import.Singleton ? Names.KlusterletAgent : Names.KlusterletRegistrationAgent;

    /// <summary>Whether it has nothing left to do.</summary>
    public bool IsDone => !Runs(import.AgentNamespace, Names.Klusterlet)
        || (_reported == ConnectionReason && (!IsJoined || import.Singleton || IsDeployed(Names.KlusterletWorkAgent, replicas: 1)) && (!import.AddOn || !IsJoined || AddOnIsThere));

    /// <summary>An agent that has the hub's kubeconfig keeps it.</summary>
    private bool IsJoined => _hasJoined || (hubAccepts() && Runs(import.AgentNamespace, Agent));

    private bool AddOnIsThere => informers.ReplicaSets.Find(Names.AddOnNamespace, Names.AddOn) is not null;

    private string ConnectionReason => IsJoined ? "HubConnectionFunctional" : "BootstrapSecretFunctional,HubKubeConfigSecretMissing";

    protected override async Task ReconcileAsync(CancellationToken cancellationToken)
    {
        if (!Runs(import.AgentNamespace, Names.Klusterlet))
        {
            if (informers.ReplicaSets.Find(import.AgentNamespace, Names.Klusterlet) is null)
            {
                (_hasJoined, _reported) = (false, null);
            }

            return;
        }

        await _workloads.EnsureNamespaceAsync(Names.AddOnNamespace, cancellationToken);
        await CopyPullSecretAsync(cancellationToken);
        await DeployAgentsAsync(cancellationToken);
        if (IsJoined)
        {
            await JoinAsync(cancellationToken);
        }

        await ReportAsync(ConnectionReason, cancellationToken);
    }

    private bool Runs(string ns, string owner) => informers.Pods.All.Any(pod =>
        pod.Metadata.NamespaceProperty == ns && pod.IsReady() && !pod.IsLeaving() && (pod.Metadata.OwnerReferences?.Any(each => each.Name == owner) ?? false));

    private bool IsDeployed(string name, int replicas) => informers.ReplicaSets.Find(import.AgentNamespace, name)?.Spec.Replicas == replicas;

    private async Task DeployAgentsAsync(CancellationToken cancellationToken)
    {
        if (import.Singleton)
        {
            await DeployAsync(import.AgentNamespace, Names.KlusterletAgent, Names.KlusterletWorkAccount, Images.Klusterlet, import.TemplatesNamePullSecret, 1, cancellationToken);
            return;
        }

        await DeployAsync(
            import.AgentNamespace, Names.KlusterletRegistrationAgent, Names.KlusterletRegistrationAccount, Images.KlusterletRegistration, import.TemplatesNamePullSecret, 1, cancellationToken);
        await DeployAsync(import.AgentNamespace, Names.KlusterletWorkAgent, Names.KlusterletWorkAccount, Images.KlusterletAgent, import.TemplatesNamePullSecret, 0, cancellationToken);
    }

    /// <summary>The work agent's replicas, and what the hub installs with it.</summary>
    private async Task JoinAsync(CancellationToken cancellationToken)
    {
        _hasJoined = true;
        if (IsDeployed(Names.KlusterletWorkAgent, replicas: 0))
        {
            var patch = new V1Patch(new JsonObject { ["spec"] = new JsonObject { ["replicas"] = 1 } }, V1Patch.PatchType.MergePatch);
            informers.ReplicaSets.Observe(await client.AppsV1.PatchNamespacedReplicaSetAsync(
                patch, Names.KlusterletWorkAgent, import.AgentNamespace, cancellationToken: cancellationToken));
        }

        if (import.AddOn)
        {
            await DeployAsync(Names.AddOnNamespace, Names.AddOn, Names.AddOn, Images.AddOn, namesPullSecret: true, 1, cancellationToken);
        }
    }

    private async Task DeployAsync(string ns, string name, string account, string image, bool namesPullSecret, int replicas, CancellationToken cancellationToken)
    {
        if (informers.ServiceAccounts.Find(ns, account) is null)
        {
            await UnlessThereAsync(() => _accounts.CreateAsync(ns, account, [Names.AgentPullSecret], cancellationToken));
        }

        if (informers.ReplicaSets.Find(ns, name) is null)
        {
            var spec = ImportSeeder.PodSpec(account, name, image, namesPullSecret);
            await UnlessThereAsync(() => _workloads.CreateReplicaSetAsync(ns, name, spec, replicas, cancellationToken));
        }
    }

    /// <summary>To the add-ons' namespace and to those labelled for it (helpers.go, SyncSecret; addonsecretcontroller).</summary>
    private async Task CopyPullSecretAsync(CancellationToken cancellationToken)
    {
        var labelled = await client.CoreV1.ListNamespaceAsync(labelSelector: CopiesLabel, cancellationToken: cancellationToken);
        if (informers.Secrets.Find(import.AgentNamespace, Names.AgentPullSecret) is { } original)
        {
            var targets = labelled.Items.Where(ns => ns.Metadata.DeletionTimestamp is null).Select(ns => ns.Metadata.Name).Append(Names.AddOnNamespace).Distinct();
            await ForEachAsync(targets, ns => CopyAsync(original, ns, cancellationToken));
        }
    }

    private async Task CopyAsync(V1Secret original, string ns, CancellationToken cancellationToken)
    {
        var found = informers.Secrets.Find(ns, Names.AgentPullSecret);
        if (found is not null && found.Type == original.Type && Content(found) == Content(original))
        {
            return;
        }

        if (found is not null)
        {
            await client.CoreV1.DeleteNamespacedSecretAsync(Names.AgentPullSecret, ns, cancellationToken: cancellationToken);
        }

        var copy = new V1Secret { Metadata = new V1ObjectMeta { Name = Names.AgentPullSecret, NamespaceProperty = ns }, Type = original.Type, Data = original.Data };
        await UnlessThereAsync(async () => informers.Secrets.Observe(await client.CoreV1.CreateNamespacedSecretAsync(copy, ns, cancellationToken: cancellationToken)));
    }

    private static string Content(V1Secret secret) =>
        secret.Data is not null && secret.Data.TryGetValue(".dockerconfigjson", out var content) ? Encoding.UTF8.GetString(content) : "";

    private static async Task UnlessThereAsync(Func<Task> create)
    {
        try
        {
            await create();
        }
        catch (HttpOperationException answer) when (answer.Response.StatusCode == HttpStatusCode.Conflict)
        {
            // The watch has not reported it yet.
        }
    }

    private async Task ReportAsync(string connection, CancellationToken cancellationToken)
    {
        if (_reported == connection)
        {
            return;
        }

        var status = new JsonObject
        {
            ["conditions"] = new JsonArray(
                New("Applied", "True", "KlusterletApplied", "Klusterlet Component Applied"),
                New("HubConnectionDegraded", IsJoined ? "False" : "True", connection, connection)),
        };
        await _klusterlets.MergeStatusAsync(null, Names.Klusterlet, status, cancellationToken);
        _reported = connection;
    }

    private static JsonObject New(string type, string status, string reason, string message) => new()
    {
        ["type"] = type,
        ["status"] = status,
        ["reason"] = reason,
        ["message"] = message,
        ["lastTransitionTime"] = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null),
    };
}
