using System.Text;
using k8s;
using k8s.Models;

namespace PostSoftwareHook.Incident;

/// <summary>Creates serviceaccounts as OpenShift does: each with a dockercfg secret for the internal registry only.</summary>
internal sealed class AccountSeeder(IKubernetes client, Planted planted)
{
    private static readonly string[] InternalHosts =
    [
        "172.30.166.97:5000",
        "image-registry.openshift-image-registry.svc:5000",
        "image-registry.openshift-image-registry.svc.cluster.local:5000",
    ];

    /// <summary>
    /// Creates a serviceaccount whose imagePullSecrets start with <paramref name="pullSecrets"/> and end with its dockercfg secret.
    /// </summary>
    public async Task CreateAsync(string @namespace, string name, IReadOnlyList<string> pullSecrets, CancellationToken cancellationToken)
    {
        var dockercfg = $"{name}-dockercfg-{Planted.RandomText(5).ToLowerInvariant()}";
        var account = await client.CoreV1.CreateNamespacedServiceAccountAsync(
            new V1ServiceAccount
            {
                Metadata = new V1ObjectMeta
                {
                    Name = name,
                    NamespaceProperty = @namespace,
                    Annotations = new Dictionary<string, string> { [DockercfgController.ReferenceAnnotation] = dockercfg },
                },
                Secrets = [new V1ObjectReference { Name = dockercfg }],
                ImagePullSecrets = [.. pullSecrets.Append(dockercfg).Select(each => new V1LocalObjectReference { Name = each })],
            },
            @namespace,
            cancellationToken: cancellationToken);
        await client.CoreV1.CreateNamespacedSecretAsync(Dockercfg(account, dockercfg), @namespace, cancellationToken: cancellationToken);
    }

    /// <summary>Creates a serviceaccount without imagePullSecrets.</summary>
    public Task CreateBareAsync(string @namespace, string name, CancellationToken cancellationToken)
    {
        var account = new V1ServiceAccount
        {
            Metadata = new V1ObjectMeta
            {
                Name = name,
                NamespaceProperty = @namespace,
                Annotations = new Dictionary<string, string> { ["workshop.example.org/owner"] = "instructors" },
            },
        };
        return client.CoreV1.CreateNamespacedServiceAccountAsync(account, @namespace, cancellationToken: cancellationToken);
    }

    private V1Secret Dockercfg(V1ServiceAccount account, string name)
    {
        var token = new RegistryCredential("<token>", Planted.RandomText(40));
        var document = DockerConfig.WriteLegacy(InternalHosts.Select(host => KeyValuePair.Create(host, token)));
        planted.AddCredential($"internal registry token of {account.Metadata.Name}", token);
        planted.AddDocument($"dockercfg of {account.Metadata.Name}", document);
        return new V1Secret
        {
            Metadata = new V1ObjectMeta
            {
                Name = name,
                NamespaceProperty = account.Metadata.NamespaceProperty,
                Annotations = new Dictionary<string, string>
                {
                    ["openshift.io/internal-registry-auth-token.binding"] = "legacy",
                    ["openshift.io/internal-registry-auth-token.service-account"] = account.Metadata.Name,
                },
                OwnerReferences = [PodOwner.Reference("v1", "ServiceAccount", account.Metadata)],
            },
            Type = "kubernetes.io/dockercfg",
            Data = new Dictionary<string, byte[]> { [".dockercfg"] = Encoding.UTF8.GetBytes(document) },
        };
    }
}
