using System.Text;
using k8s;
using k8s.Models;

namespace PostSoftwareHook.Incident;

/// <summary>
/// Creates open-cluster-management-agent as RHACM's import does: its serviceaccounts reference RHACM's own pull secret, whose
/// credentials no longer work.
/// </summary>
internal sealed class AgentSeeder(IKubernetes client, Planted planted)
{
    private readonly AccountSeeder _accounts = new(client, planted);
    private readonly WorkloadSeeder _workloads = new(client);

    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        const string Namespace = Names.AgentNamespace;
        await _workloads.CreateNamespaceAsync(Namespace, cancellationToken);
        await client.CoreV1.CreateNamespacedSecretAsync(StalePullSecret(), Namespace, cancellationToken: cancellationToken);
        await Task.WhenAll(Names.AgentAccounts.Select(name => _accounts.CreateAsync(Namespace, name, PullSecretsOf(name), cancellationToken)));
        await _workloads.CreateReplicaSetAsync(
            Namespace, Names.Klusterlet, PodSpecs.Single(Names.Klusterlet, "klusterlet", Images.Klusterlet, "IfNotPresent"), cancellationToken);
        await _workloads.CreateReplicaSetAsync(
            Namespace, Names.KlusterletAgent, PodSpecs.Single(Names.KlusterletWorkAccount, "klusterlet-agent", Images.KlusterletAgent, "IfNotPresent"), cancellationToken);
    }

    private static IReadOnlyList<string> PullSecretsOf(string account) =>
        account.StartsWith(Names.Klusterlet, StringComparison.Ordinal) ? [Names.AgentPullSecret] : [];

    private V1Secret StalePullSecret()
    {
        var stale = RegistryCredential.Random("rhacm-stale");
        var document = DockerConfig.WriteJson([KeyValuePair.Create(Names.RedHatRegistry, stale)]);
        planted.AddCredential("stale credential of RHACM's pull secret", stale);
        planted.AddDocument("RHACM's pull secret", document);
        return new V1Secret
        {
            Metadata = new V1ObjectMeta
            {
                Name = Names.AgentPullSecret,
                NamespaceProperty = Names.AgentNamespace,
                OwnerReferences =
                [
                    PodOwner.Reference(
                        "work.open-cluster-management.io/v1",
                        "AppliedManifestWork",
                        new V1ObjectMeta { Name = "hub-workshop-student1-klusterlet", Uid = Guid.NewGuid().ToString() },
                        controller: false),
                ],
            },
            Type = "kubernetes.io/dockerconfigjson",
            Data = new Dictionary<string, byte[]> { [".dockerconfigjson"] = Encoding.UTF8.GetBytes(document) },
        };
    }
}
