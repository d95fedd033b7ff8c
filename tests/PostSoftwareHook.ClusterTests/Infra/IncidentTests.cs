using k8s;
using k8s.Models;

namespace PostSoftwareHook.ClusterTests.Infra;

/// <summary>Tests on the incident, begun anew before each.</summary>
public abstract class IncidentTests(IncidentFixture fixture) : IClassFixture<IncidentFixture>, IAsyncLifetime
{
    /// <summary>Namespaces and owners by their names in the incident.</summary>
    protected const string Marketplace = Names.MarketplaceNamespace;

    /// <summary>RHACM's agent.</summary>
    protected const string Agent = Names.AgentNamespace;

    private protected SnoIncident Incident => fixture.Incident;

    private protected Hook Hook => new(fixture.Incident);

    private protected IKubernetes Client => Incident.ControlPlane.Client;

    /// <summary>How the incident begins; the default one unless a class says otherwise.</summary>
    protected virtual IncidentOptions Options => new();

    /// <inheritdoc/>
    public virtual Task InitializeAsync() => Incident.ResetAsync(Options);

    /// <inheritdoc/>
    public virtual Task DisposeAsync() => Task.CompletedTask;

    private protected async Task<IReadOnlyList<string>> LinksOfAsync(string ns, string account) =>
        [.. ((await Client.CoreV1.ReadNamespacedServiceAccountAsync(account, ns)).ImagePullSecrets ?? []).Select(reference => reference.Name)];

    private protected async Task<V1Secret> CopyInAsync(string ns) => await Client.CoreV1.ReadNamespacedSecretAsync(Names.PullSecret, ns);

    private protected async Task<IReadOnlyList<V1Pod>> PodsInAsync(string ns) => [.. (await Client.CoreV1.ListNamespacedPodAsync(ns)).Items];
}
