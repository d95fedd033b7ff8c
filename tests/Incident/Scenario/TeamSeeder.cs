using System.Text;
using k8s;
using k8s.Models;

namespace PostSoftwareHook.Incident;

/// <summary>Creates what teams run: pods outside the targets, and pods that name a pull secret of their own.</summary>
internal sealed class TeamSeeder(IKubernetes client, Planted planted)
{
    private readonly WorkloadSeeder _workloads = new(client);

    /// <summary>In <see cref="Names.OperatorsNamespace"/>, a pod of an image whose registry only the global pull secret knows.</summary>
    public async Task CreateOutsideTargetsAsync(CancellationToken cancellationToken)
    {
        const string Namespace = Names.OperatorsNamespace;
        await _workloads.EnsureNamespaceAsync(Namespace, cancellationToken);
        await new AccountSeeder(client, planted).CreateAsync(Namespace, "default", [], cancellationToken);
        await _workloads.CreateReplicaSetAsync(Namespace, Names.OutsideTargets, PodSpecs.Single("default", "console", Images.OutsideTargets, "IfNotPresent"), cancellationToken);
    }

    /// <summary>In <see cref="Names.MarketplaceNamespace"/>, a pod whose template names its pull secret.</summary>
    public async Task CreateWithOwnSecretAsync(TeamPullSecret content, CancellationToken cancellationToken)
    {
        const string Namespace = Names.MarketplaceNamespace;
        if (content is not TeamPullSecret.Absent)
        {
            await client.CoreV1.CreateNamespacedSecretAsync(PullSecret(content), Namespace, cancellationToken: cancellationToken);
        }

        var spec = PodSpecs.Single("default", "dashboard", Images.BarePod, "Always");
        spec.ImagePullSecrets = [new V1LocalObjectReference { Name = Names.TeamPullSecret }];
        await _workloads.CreateReplicaSetAsync(Namespace, Names.TeamDashboard, spec, cancellationToken);
    }

    private V1Secret PullSecret(TeamPullSecret content)
    {
        var credential = RegistryCredential.Random("team");
        var document = DockerConfig.WriteJson([KeyValuePair.Create(content is TeamPullSecret.Refused ? Names.RedHatRegistry : "registry.example.org", credential)]);
        planted.AddCredential("credential of a team's pull secret", credential);
        planted.AddDocument("a team's pull secret", document);
        return new V1Secret
        {
            Metadata = new V1ObjectMeta { Name = Names.TeamPullSecret, NamespaceProperty = Names.MarketplaceNamespace },
            Type = "kubernetes.io/dockerconfigjson",
            Data = new Dictionary<string, byte[]> { [".dockerconfigjson"] = Encoding.UTF8.GetBytes(document) },
        };
    }
}
