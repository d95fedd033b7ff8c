namespace PostSoftwareHook.Incident;

public sealed partial class SnoIncident
{
    /// <summary>All actors between two resets.</summary>
    private sealed class Company : IAsyncDisposable
    {
        private readonly SnoIncident _incident;
        private readonly List<Actor> _actors;
        private Stage? _stage;

        public Company(SnoIncident incident)
        {
            _incident = incident;
            Informers = new Informers(incident.ClientOf("eyes"), incident.ControlPlane.HasCustomResources);
            Dockercfg = new DockercfgController(incident.ClientOf("dockercfg"), Informers);
            Rhacm = new Rhacm(incident.ClientOf("rhacm"), Informers, incident.AgentNamespace);
            _actors =
            [
                new Kubelet(incident.ClientOf("kubelet"), Informers.Pods, incident.Registry, incident.Node, incident.Options.Kubelet),
                new ReplicaSetController(incident.ClientOf("replicasets"), Informers),
                Dockercfg,
                Rhacm,
            ];
            if (incident.Options.Import is { } import)
            {
                KlusterletOperator = new KlusterletOperator(incident.ClientOf("klusterlet"), Informers, incident.Planted, import, () => incident.HubAccepts);
                _actors.Add(KlusterletOperator);
            }

            if (incident.Options.UnpacksBundle || incident.Options.Subscription is not null)
            {
                Jobs = new JobController(incident.ClientOf("jobs"), Informers.Pods, completes: incident.Options.Subscription is not null);
                _actors.Add(Jobs);
            }

            if (incident.Options.UnpacksBundle)
            {
                _actors.Add(new UnpackJobs(incident.ClientOf("unpack-jobs"), incident.Options.Olm));
            }

            if (incident.Options.Subscription is { } options)
            {
                Subscriptions = new Subscriptions(incident.ClientOf("subscriptions"), Informers, incident.Options.Olm, options);
                _actors.Add(Subscriptions);
            }

            if (incident.ControlPlane.HasCustomResources)
            {
                _actors.Add(new Olm(incident.ClientOf("olm"), Informers, incident.Options.Olm));
                if (incident.Options.HasCatalogd)
                {
                    Catalogd = new Catalogd(incident.ClientOf("catalogd"), incident.Registry);
                    _actors.Add(Catalogd);
                }
            }
        }

        public Informers Informers { get; }

        public DockercfgController Dockercfg { get; }

        public Rhacm Rhacm { get; }

        /// <summary>Null without <see cref="IncidentOptions.Import"/>.</summary>
        public KlusterletOperator? KlusterletOperator { get; }

        public JobController? Jobs { get; }

        /// <summary>Null without <see cref="IncidentOptions.Subscription"/>.</summary>
        public Subscriptions? Subscriptions { get; }

        public Catalogd? Catalogd { get; }

        public async Task OpenAsync(CancellationToken cancellationToken) =>
            _stage = await Stage.OpenAsync(_incident.ControlPlane, [.. Informers.All, .. Subscriptions?.Watches ?? []], _actors, _incident.Faults, cancellationToken);

        public async ValueTask DisposeAsync()
        {
            if (_stage is not null)
            {
                await _stage.DisposeAsync();
            }
        }
    }
}
