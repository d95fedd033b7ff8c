using k8s;

namespace PostSoftwareHook.Incident;

/// <summary>
/// The incident: a single-node OpenShift whose node never got the global pull secret, so that images of catalogs and RHACM's agent
/// can't be pulled. The actors run until this object is disposed. Many tests can share one control plane: <see cref="ResetAsync"/>
/// starts the incident again.
/// </summary>
public sealed partial class SnoIncident : IAsyncDisposable
{
    private readonly Dictionary<string, Kubernetes> _clients = [];
    private Company? _company;
    private NodeRollout? _rollout;

    private SnoIncident(ControlPlane controlPlane, IncidentOptions options)
    {
        ControlPlane = controlPlane;
        Options = options;
        Planted = new Planted(controlPlane.Planted);
        Registry = new Registry();
        Node = new KubeletNode();
        Source = new GlobalPullSecret(controlPlane.Client, Planted, Registry);
    }

    public ControlPlane ControlPlane { get; }

    public IncidentOptions Options { get; private set; }

    /// <summary>The remote registries: valid logins and existing images.</summary>
    public Registry Registry { get; private set; }

    /// <summary>The node: its credentials and images.</summary>
    public KubeletNode Node { get; private set; }

    /// <summary>openshift-config/pull-secret.</summary>
    public GlobalPullSecret Source { get; private set; }

    /// <summary>All secrets in the cluster and in the kubeconfigs written so far.</summary>
    public Planted Planted { get; }

    /// <summary>Errors of the actors. <see cref="ResetAsync"/> and <see cref="DisposeAsync"/> throw them.</summary>
    public ActorFaults Faults { get; } = new();

    /// <summary>Number of times OpenShift's controller repaired a dockercfg entry or secret.</summary>
    public int DockercfgRepairs => Playing.Dockercfg.Repairs;

    /// <summary>Number of times RHACM restored its pull secret.</summary>
    public int RhacmRepairs => Playing.Rhacm.Repairs;

    /// <summary>Whether the hub accepts the cluster, so that its agent can join. Only with <see cref="IncidentOptions.Import"/>.</summary>
    public bool HubAccepts { get; set; }

    /// <summary>How many pods of unpack Jobs were counted as failures.</summary>
    public int UnpackFailures => Playing.Jobs?.Failures ?? 0;

    /// <summary>The namespace of RHACM's operator and agent.</summary>
    internal string AgentNamespace => Options.Import?.AgentNamespace ?? Names.AgentNamespace;

    private Company Playing => _company ?? throw new InvalidOperationException("The incident is not running.");

    /// <summary>Creates the incident and waits until all pods have settled.</summary>
    public static async Task<SnoIncident> CreateAsync(ControlPlane controlPlane, IncidentOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(controlPlane);
        var incident = new SnoIncident(controlPlane, options ?? new IncidentOptions());
        await incident.BeginAsync(cancellationToken);
        return incident;
    }

    /// <summary>Removes everything the incident or a test created and starts again, with <paramref name="options"/> if given.</summary>
    public async Task ResetAsync(IncidentOptions? options = null, CancellationToken cancellationToken = default)
    {
        await EndAsync();
        Options = options ?? Options;
        Planted.Clear();
        Registry = new Registry();
        Node = new KubeletNode();
        Source = new GlobalPullSecret(ControlPlane.Client, Planted, Registry);
        await BeginAsync(cancellationToken);
        Faults.ThrowIfAny();
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        Faults.ThrowIfAny();
    }

    /// <summary>The client of an actor. A reset does not change it.</summary>
    private Kubernetes ClientOf(string actor)
    {
        if (!_clients.TryGetValue(actor, out var client))
        {
            _clients[actor] = client = ControlPlane.ClientFor(ControlPlaneUsers.Actor(actor), ControlPlaneUsers.ActorGroup);
        }

        return client;
    }

    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        await new ClusterWipe(ControlPlane).EverythingAsync(cancellationToken);
        HubAccepts = Options.Import?.HubAccepts ?? true;
        PrepareWorld();
        await CreateObjectsAsync(cancellationToken);
        await OpenImageApiAsync(cancellationToken);
        if (Options.RefusedOutsideTargets)
        {
            await Source.AddAsync(Names.TeamRegistry, cancellationToken);
        }

        _company = new Company(this);
        await _company.OpenAsync(cancellationToken);
        await WaitUntilSettledAsync(cancellationToken: cancellationToken);
    }

    private void PrepareWorld()
    {
        foreach (var image in Images.Published)
        {
            Registry.Publish(image);
        }

        Source.Prepare();
        _rollout = new NodeRollout(ControlPlane, Node, Planted, Options);
        _rollout.Begin(Options.Healthy ? Source.Json : OlderPullSecret());
        Registry.AllowAnonymous(Images.PublicRepositories);
        foreach (var image in Images.OfRelease.Append(Images.Catalog("community-operators")))
        {
            Node.AddImage(image);
        }
    }

    /// <summary>
    /// What the node's file holds in the incident: the pull secret of the installation, before the registries were added to it. It has
    /// the telemetry token alone, so that no image can be pulled with it.
    /// </summary>
    private string OlderPullSecret()
    {
        var token = RegistryCredential.Random("older");
        Planted.AddCredential("older telemetry token", token);
        return DockerConfig.WriteJson([new(Names.Telemetry, token)]);
    }

    private async Task CreateObjectsAsync(CancellationToken cancellationToken)
    {
        var client = ControlPlane.Client;
        await Task.WhenAll(
            CreateSourceAsync(),
            ClusterObjects.CreateAsync(ControlPlane, client, Node.Name, _rollout!.Annotations, Options, cancellationToken),
            ControlPlane.HasCustomResources ? _rollout.CreateAsync(cancellationToken) : Task.CompletedTask,
            new MarketplaceSeeder(ControlPlane, client, Planted, Options).CreateAsync(cancellationToken),
            Options is { AgentNamespace: true, Import: null } ? new AgentSeeder(client, Planted).CreateAsync(cancellationToken) : Task.CompletedTask);
        if (Options is { AgentNamespace: true, Import: { } import })
        {
            await new ImportSeeder(client, Planted, Source, import).CreateAsync(cancellationToken);
        }

        if (Options.Subscription is { } subscription)
        {
            await new SubscriptionSeeder(client, Options.Olm, subscription).CreateAsync(cancellationToken);
        }

        if (Options.RefusedOutsideTargets)
        {
            await new TeamSeeder(client, Planted).CreateOutsideTargetsAsync(cancellationToken);
        }

        if (Options.TeamPullSecret is { } own)
        {
            await new TeamSeeder(client, Planted).CreateWithOwnSecretAsync(own, cancellationToken);
        }

        async Task CreateSourceAsync()
        {
            await new WorkloadSeeder(client).CreateNamespaceAsync(Names.ConfigNamespace, cancellationToken);
            await Source.CreateAsync(cancellationToken);
        }
    }

    private async Task EndAsync()
    {
        CloseImageApi();
        if (_company is not null)
        {
            await _company.DisposeAsync();
            _company = null;
        }
    }
}
