using System.Text;
using System.Text.Json.Nodes;
using k8s;
using k8s.Models;

namespace PostSoftwareHook.Incident;

/// <summary>
/// Creates what an import applies, in its order (ocm deploy/klusterlet/chart, and managedcluster-import-controller
/// pkg/bootstrap/render.go, AggregateObjects): the namespace, the pull secret, the operator with its serviceaccount, and at last the
/// Klusterlet. The rest is the operator's work.
/// </summary>
internal sealed class ImportSeeder(IKubernetes client, Planted planted, GlobalPullSecret source, ImportOptions import)
{
    private readonly AccountSeeder _accounts = new(client, planted);
    private readonly WorkloadSeeder _workloads = new(client);

    /// <summary>The pod of the operator, an agent or an add-on.</summary>
    public static V1PodSpec PodSpec(string account, string container, string image, bool namesPullSecret)
    {
        var spec = PodSpecs.Single(account, container, image, "IfNotPresent");
        spec.ImagePullSecrets = namesPullSecret ? [new V1LocalObjectReference { Name = Names.AgentPullSecret }] : null;
        return spec;
    }

    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        var ns = import.AgentNamespace;
        await _workloads.CreateNamespaceAsync(ns, cancellationToken);
        await Task.WhenAll(((string[])["default", "builder", "deployer"]).Select(name => _accounts.CreateAsync(ns, name, [], cancellationToken)));
        await client.CoreV1.CreateNamespacedSecretAsync(PullSecret(), ns, cancellationToken: cancellationToken);
        await _accounts.CreateAsync(ns, Names.Klusterlet, [Names.AgentPullSecret], cancellationToken);
        await _workloads.CreateReplicaSetAsync(ns, Names.Klusterlet, PodSpec(Names.Klusterlet, "klusterlet", Images.Klusterlet, import.TemplatesNamePullSecret), cancellationToken);
        await new CustomResources(client, CustomKind.Klusterlet).CreateAsync(Klusterlet(), cancellationToken);
    }

    private CustomResource Klusterlet() => CustomResource.Of(CustomKind.Klusterlet, null, Names.Klusterlet, new JsonObject
    {
        ["clusterName"] = HubIncident.ManagedCluster,
        ["namespace"] = import.AgentNamespace,
        ["deployOption"] = new JsonObject { ["mode"] = import.Singleton ? "Singleton" : "Default" },
        ["imagePullSpec"] = Images.Klusterlet,
        ["registrationImagePullSpec"] = Images.KlusterletRegistration,
        ["workImagePullSpec"] = Images.KlusterletAgent,
    });

    private V1Secret PullSecret() => new()
    {
        Metadata = new V1ObjectMeta
        {
            Name = Names.AgentPullSecret,
            NamespaceProperty = import.AgentNamespace,
            Labels = new Dictionary<string, string> { ["app"] = Names.Klusterlet },
        },
        Type = "kubernetes.io/dockerconfigjson",
        Data = new Dictionary<string, byte[]> { [".dockerconfigjson"] = Encoding.UTF8.GetBytes(import.PullSecret is ImportedPullSecret.Empty ? "{}" : Document()) },
    };

    private string Document()
    {
        var host = import.PullSecret is ImportedPullSecret.LacksHost ? "registry.example.org" : Names.RedHatRegistry;
        var credential = import.PullSecret is ImportedPullSecret.Good ? source.Credentials[host] : RegistryCredential.Random("rhacm");
        var document = DockerConfig.WriteJson([KeyValuePair.Create(host, credential)]);
        planted.AddCredential("credential of RHACM's pull secret", credential);
        planted.AddDocument("RHACM's pull secret", document);
        return document;
    }
}
