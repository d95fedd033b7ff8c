using System.Net;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace PostSoftwareHook.Incident;

/// <summary>The Job with which OLM unpacks a bundle (operator-lifecycle-manager pkg/controller/bundle/bundle_unpacker.go, job).</summary>
internal static class UnpackJob
{
    public const string RefLabel = "operatorframework.io/bundle-unpack-ref";
    public const string Namespace = Names.MarketplaceNamespace;

    /// <summary>What OLM creates, with a pod whose only container has the bundle's image.</summary>
    public static V1Job New(OlmOptions options) => New(options, TimeSpan.FromMinutes(10), PodSpecs.Single(Account(options), "extract", Images.Bundle, "Always"));

    /// <summary>What OLM creates, with a pod whose init container <c>pull</c> has the bundle's image and whose container reads its content.</summary>
    public static V1Job New(OlmOptions options, TimeSpan deadline)
    {
        var spec = PodSpecs.Single(Account(options), "extract", CatalogPods.RegistryServerImage, "IfNotPresent");
        spec.InitContainers =
        [
            PodSpecs.Container("util", CatalogPods.RegistryServerImage, "IfNotPresent"),
            PodSpecs.Container("pull", Images.Bundle, "IfNotPresent"),
        ];
        return New(options, deadline, spec);
    }

    /// <summary>Creates the Job and, where it has one of its own, its serviceaccount (bundle_unpacker.go, ensureServiceAccount).</summary>
    public static async Task<V1Job> CreateAsync(IKubernetes client, V1Job job, CancellationToken cancellationToken)
    {
        if (job.Spec.Template.Spec.ServiceAccountName == job.Metadata.Name)
        {
            await EnsureAccountAsync(client, job.Metadata.Name, cancellationToken);
        }

        return await client.BatchV1.CreateNamespacedJobAsync(job, Namespace, cancellationToken: cancellationToken);
    }

    private static string Account(OlmOptions options) => options.AccountPerBundle ? Names.UnpackJob : "default";

    private static V1Job New(OlmOptions options, TimeSpan deadline, V1PodSpec spec)
    {
        spec.RestartPolicy = "Never";
        var managed = new Dictionary<string, string> { ["olm.managed"] = "true" };
        var labels = new Dictionary<string, string>(managed) { [RefLabel] = Names.UnpackJob };
        return new V1Job
        {
            Metadata = new V1ObjectMeta { Name = Names.UnpackJob, NamespaceProperty = Namespace, Labels = labels },
            Spec = new V1JobSpec
            {
                BackoffLimit = 3,
                ActiveDeadlineSeconds = (long)deadline.TotalSeconds,
                Template = new V1PodTemplateSpec { Metadata = new V1ObjectMeta { Labels = options.LabelsUnpackPods ? labels : managed }, Spec = spec },
            },
        };
    }

    private static async Task EnsureAccountAsync(IKubernetes client, string name, CancellationToken cancellationToken)
    {
        var account = new V1ServiceAccount
        {
            Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = Namespace, Labels = new Dictionary<string, string> { ["olm.managed"] = "true" } },
        };
        try
        {
            await client.CoreV1.CreateNamespacedServiceAccountAsync(account, Namespace, cancellationToken: cancellationToken);
        }
        catch (HttpOperationException answer) when (answer.Response.StatusCode == HttpStatusCode.Conflict)
        {
            // It is there since an earlier Job.
        }
    }
}
