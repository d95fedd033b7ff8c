using k8s;

namespace PostSoftwareHook.Incident;

/// <summary><c>incident pods --kubeconfig FILE</c>: lists the pods of the incident's namespaces.</summary>
internal static class PodsVerb
{
    public static async Task<int> RunAsync(string kubeconfig, TextWriter output)
    {
        using var client = new Kubernetes(KubernetesClientConfiguration.BuildConfigFromConfigFile(kubeconfig));
        var pods = await client.CoreV1.ListPodForAllNamespacesAsync();
        var ours = pods.Items
            .Where(pod => Names.Namespaces.Contains(pod.Metadata.NamespaceProperty))
            .OrderBy(pod => pod.Metadata.NamespaceProperty, StringComparer.Ordinal)
            .ThenBy(pod => pod.Metadata.Name, StringComparer.Ordinal);
        await output.WriteLineAsync(PodTable.Of(ours, DateTime.UtcNow));
        return 0;
    }
}
