using k8s;
using k8s.Models;

namespace PostSoftwareHook.ClusterTests.Infra;

/// <summary>What tests add to the incident: teams' namespaces, serviceaccounts and pods.</summary>
internal sealed class Workloads(IKubernetes client)
{
    /// <summary>The annotation that keeps the hook away.</summary>
    public static IDictionary<string, string> OptOut => new Dictionary<string, string> { ["post-software-hook/opt-out"] = "true" };

    public Task<V1Namespace> CreateNamespaceAsync(string name, IDictionary<string, string>? annotations = null) =>
        client.CoreV1.CreateNamespaceAsync(new() { Metadata = new() { Name = name, Annotations = annotations } });

    public Task<V1ServiceAccount> CreateAccountAsync(string ns, string name, IDictionary<string, string>? annotations = null) =>
        client.CoreV1.CreateNamespacedServiceAccountAsync(new() { Metadata = new() { Name = name, Annotations = annotations } }, ns);

    /// <summary>A ReplicaSet of one pod that cannot be pulled, and waits until that is stuck.</summary>
    public async Task CreateStuckAsync(string ns, string name, string account, params string[] ownPullSecrets)
    {
        var labels = new Dictionary<string, string> { ["app"] = name };
        await client.AppsV1.CreateNamespacedReplicaSetAsync(
            new()
            {
                Metadata = new() { Name = name, Labels = labels },
                Spec = new()
                {
                    Replicas = 1,
                    Selector = new() { MatchLabels = labels },
                    Template = new() { Metadata = new() { Labels = labels }, Spec = PodSpec(account, ownPullSecrets) },
                },
            },
            ns);
        await Eventually.IsTrueAsync(
            async () => (await client.CoreV1.ListNamespacedPodAsync(ns, labelSelector: $"app={name}")).Items
                .Any(pod => pod.Status.ContainerStatuses?.Any(status => status.State.Waiting?.Reason is not (null or "ErrImagePull" or "PodInitializing")) == true),
            $"{ns}/{name} is stuck");
    }

    /// <summary>A pod spec that needs a login at Red Hat's registry.</summary>
    public static V1PodSpec PodSpec(string account, params string[] ownPullSecrets) => new()
    {
        ServiceAccountName = account,
        AutomountServiceAccountToken = false,
        ImagePullSecrets = ownPullSecrets.Length == 0 ? null : [.. ownPullSecrets.Select(name => new V1LocalObjectReference { Name = name })],
        Containers = [new() { Name = "main", Image = Images.BarePod, ImagePullPolicy = "Always" }],
    };
}
