using System.Text;
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

    private protected Workloads Workloads => new(Client);

    private protected ControlPlane ControlPlane => Incident.ControlPlane;

    private protected IKubernetes Client => Incident.ControlPlane.Client;

    /// <summary>How the incident begins; the default one unless a class says otherwise.</summary>
    protected virtual IncidentOptions Options => new();

    /// <summary>Whether no test of the class changes the incident, so that it need not begin anew.</summary>
    protected virtual bool LeavesItUntouched => false;

    /// <inheritdoc/>
    public virtual Task InitializeAsync() => fixture.BeginAsync(Options, LeavesItUntouched);

    /// <inheritdoc/>
    public virtual Task DisposeAsync()
    {
        Incident.Faults.ThrowIfAny();
        return Task.CompletedTask;
    }

    private protected Task<V1ServiceAccount> AccountAsync(string ns, string name) => Client.CoreV1.ReadNamespacedServiceAccountAsync(name, ns);

    private protected async Task<IReadOnlyList<string>> LinksOfAsync(string ns, string account) =>
        [.. ((await AccountAsync(ns, account)).ImagePullSecrets ?? []).Select(reference => reference.Name)];

    private protected async Task<V1Secret> CopyInAsync(string ns, string name = Names.PullSecret) => await Client.CoreV1.ReadNamespacedSecretAsync(name, ns);

    /// <summary>What the copy in that namespace holds, as a kubelet reads it.</summary>
    private protected async Task<IReadOnlyDictionary<string, RegistryCredential>> ContentOfCopyAsync(string ns, string name = Names.PullSecret) =>
        DockerConfig.ParseJson((await CopyInAsync(ns, name)).Data[".dockerconfigjson"]);

    private protected async Task<IReadOnlyList<string>> SecretsInAsync(string ns) =>
        [.. (await Client.CoreV1.ListNamespacedSecretAsync(ns)).Items.Select(secret => secret.Name())];

    private protected async Task<IReadOnlyList<V1Pod>> PodsInAsync(string ns) => [.. (await Client.CoreV1.ListNamespacedPodAsync(ns)).Items];

    /// <summary>What the source holds and is to be carried over: all but the telemetry token.</summary>
    private protected Dictionary<string, RegistryCredential> Carried =>
        Incident.Source.Credentials.Where(entry => entry.Key != Names.Telemetry).ToDictionary();

    /// <summary>A credential that no registry knows.</summary>
    private protected RegistryCredential StrangeCredential()
    {
        var credential = RegistryCredential.Random("strange");
        Incident.Planted.AddCredential("somebody's credential", credential);
        return credential;
    }

    /// <summary>Somebody else's secret of these credentials.</summary>
    private protected Task<V1Secret> CreateSecretAsync(
        string ns,
        IEnumerable<KeyValuePair<string, RegistryCredential>> content,
        string name = Names.PullSecret,
        string type = "kubernetes.io/dockerconfigjson",
        bool immutable = false) =>
        CreateSecretAsync(ns, DockerConfig.WriteJson(content), name, type, immutable);

    /// <summary>Somebody else's secret of this content.</summary>
    private protected Task<V1Secret> CreateSecretAsync(
        string ns, string content, string name = Names.PullSecret, string type = "kubernetes.io/dockerconfigjson", bool immutable = false)
    {
        Incident.Planted.AddDocument("somebody's secret", content);
        var secret = new V1Secret
        {
            Metadata = new() { Name = name, NamespaceProperty = ns },
            Type = type,
            Immutable = immutable ? true : null,
            Data = new Dictionary<string, byte[]> { [".dockerconfigjson"] = Encoding.UTF8.GetBytes(content) },
        };
        return Client.CoreV1.CreateNamespacedSecretAsync(secret, ns);
    }

    /// <summary>The owners of the pods that cannot be pulled now, or the pods' own names where they have none, sorted.</summary>
    private protected async Task<IReadOnlyList<string>> StuckAsync() =>
        [.. (await Incident.StuckAsync()).Select(pod => pod.OwnerReferences()?.FirstOrDefault()?.Name ?? pod.Name()).Distinct().Order(StringComparer.Ordinal)];
}
