using System.Text;
using System.Text.Json.Nodes;
using k8s;
using k8s.Models;

namespace PostSoftwareHook.Incident;

/// <summary>
/// The RHACM hub of one or several incidents, on its own control plane. Its ManagedClusters become available when the klusterlets of
/// their clusters run. An import deploys the agent there, which is stuck if its images can't be pulled.
/// </summary>
public sealed class HubIncident : IAsyncDisposable
{
    /// <summary>Name of the only cluster, as the workshop names a student's cluster.</summary>
    public const string ManagedCluster = "workshop-student1";

    private readonly Kubernetes _actorClient;
    private Stage? _stage;

    private HubIncident(ControlPlane controlPlane, IReadOnlyDictionary<string, SnoIncident> spokes, HubOptions options)
    {
        ControlPlane = controlPlane;
        Spokes = spokes;
        Options = options;
        _actorClient = controlPlane.ClientFor(ControlPlaneUsers.Actor("hub"), ControlPlaneUsers.ActorGroup);
    }

    public ControlPlane ControlPlane { get; }

    /// <summary>The clusters by the names of their ManagedClusters.</summary>
    public IReadOnlyDictionary<string, SnoIncident> Spokes { get; }

    public HubOptions Options { get; private set; }

    /// <summary>Errors of the hub's actors. <see cref="ResetAsync"/> and <see cref="DisposeAsync"/> throw them.</summary>
    public ActorFaults Faults { get; } = new();

    /// <summary>Creates a hub with one cluster, <see cref="ManagedCluster"/>.</summary>
    public static Task<HubIncident> CreateAsync(ControlPlane controlPlane, SnoIncident spoke, HubOptions? options = null, CancellationToken cancellationToken = default) =>
        CreateAsync(controlPlane, new Dictionary<string, SnoIncident> { [ManagedCluster] = spoke }, options, cancellationToken);

    public static async Task<HubIncident> CreateAsync(ControlPlane controlPlane, IReadOnlyDictionary<string, SnoIncident> spokes, HubOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(controlPlane);
        var hub = new HubIncident(controlPlane, spokes, options ?? new HubOptions());
        await hub.BeginAsync(cancellationToken);
        return hub;
    }

    /// <summary>Wipes the hub and starts again. Reset the clusters first; this does not.</summary>
    public async Task ResetAsync(HubOptions? options = null, CancellationToken cancellationToken = default)
    {
        await EndAsync();
        Options = options ?? Options;
        await BeginAsync(cancellationToken);
        Faults.ThrowIfAny();
    }

    /// <summary>
    /// Imports a cluster by its kubeconfig, as the workshop's playbook does: Namespace, ManagedCluster, KlusterletAddonConfig,
    /// auto-import-secret.
    /// </summary>
    public async Task ImportAsync(string name = ManagedCluster, CancellationToken cancellationToken = default)
    {
        await CreateManagedClusterAsync(name, cancellationToken);
        var kubeconfig = await File.ReadAllBytesAsync(Spokes[name].ControlPlane.Kubeconfig, cancellationToken);
        var secret = new V1Secret
        {
            Metadata = new V1ObjectMeta { Name = HubController.AutoImportSecret, NamespaceProperty = name },
            Type = "Opaque",
            Data = new Dictionary<string, byte[]> { ["autoImportRetry"] = Encoding.UTF8.GetBytes("5"), ["kubeconfig"] = kubeconfig },
        };
        await ControlPlane.Client.CoreV1.CreateNamespacedSecretAsync(secret, name, cancellationToken: cancellationToken);
    }

    /// <summary>Status of a ManagedCluster's condition: True, False or Unknown. Null if there is no such condition.</summary>
    public async Task<string?> ConditionAsync(string type, string name = ManagedCluster, CancellationToken cancellationToken = default)
    {
        var cluster = await new CustomResources(ControlPlane.Client, CustomKind.ManagedCluster).ReadAsync(null, name, cancellationToken);
        return HubController.Condition(cluster, type);
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        Faults.ThrowIfAny();
    }

    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        await new ClusterWipe(ControlPlane).EverythingAsync(cancellationToken);
        if (Options.Imported)
        {
            await Task.WhenAll(Spokes.Keys.Select(name => CreateManagedClusterAsync(name, cancellationToken)));
        }

        var clusters = Informers.Custom(_actorClient, CustomKind.ManagedCluster);
        var controller = new HubController(_actorClient, clusters, Spokes, Options);
        _stage = await Stage.OpenAsync(ControlPlane, [clusters], [controller], Faults, cancellationToken);
    }

    private async Task CreateManagedClusterAsync(string name, CancellationToken cancellationToken)
    {
        var client = ControlPlane.Client;
        await new WorkloadSeeder(client).CreateNamespaceAsync(name, cancellationToken);
        var spec = new JsonObject { ["hubAcceptsClient"] = true, ["leaseDurationSeconds"] = 60 };
        await new CustomResources(client, CustomKind.ManagedCluster).CreateAsync(CustomResource.Of(CustomKind.ManagedCluster, null, name, spec), cancellationToken);
        var addons = new JsonObject { ["clusterName"] = name, ["clusterNamespace"] = name, ["applicationManager"] = new JsonObject { ["enabled"] = true } };
        await new CustomResources(client, CustomKind.KlusterletAddonConfig).CreateAsync(CustomResource.Of(CustomKind.KlusterletAddonConfig, name, name, addons), cancellationToken);
    }

    private async Task EndAsync()
    {
        if (_stage is not null)
        {
            await _stage.DisposeAsync();
            _stage = null;
        }
    }
}
