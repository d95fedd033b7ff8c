using System.Collections.Concurrent;
using k8s;
using k8s.Models;

namespace PostSoftwareHook.Incident;

/// <summary>
/// How OLM unpacks a bundle: it makes a Job again whenever there is none (operator-lifecycle-manager
/// pkg/controller/bundle/bundle_unpacker.go, ensureJob), Kubernetes' Job controller makes its pods, of which a deleted one counts as a
/// failure against backoffLimit 3, and the garbage collector takes the pods of a Job that is gone.
/// </summary>
internal sealed class UnpackJobs(IKubernetes client, Informer<V1Pod> pods, OlmOptions options) : Actor("unpack-jobs")
{
    private const string RefLabel = "operatorframework.io/bundle-unpack-ref";
    private const string Namespace = Names.MarketplaceNamespace;
    private readonly ConcurrentDictionary<string, byte> _started = [];
    private int _failures;

    /// <summary>How many pods failed, those that somebody deleted included.</summary>
    public int Failures => _failures;

    protected override async Task ReconcileAsync(CancellationToken cancellationToken)
    {
        var jobs = (await client.BatchV1.ListNamespacedJobAsync(Namespace, cancellationToken: cancellationToken)).Items;
        await ForEachAsync(pods.All.Where(pod => IsOrphan(pod, jobs)), pod =>
            client.CoreV1.DeleteNamespacedPodAsync(pod.Metadata.Name, Namespace, pod.DeleteThis(), cancellationToken: cancellationToken));
        if (jobs.Count == 0)
        {
            jobs.Add(await client.BatchV1.CreateNamespacedJobAsync(NewJob(), Namespace, cancellationToken: cancellationToken));
        }

        await ForEachAsync(jobs.Where(job => job.Metadata.DeletionTimestamp is null), job => RunAsync(job, cancellationToken));
    }

    private static bool IsOrphan(V1Pod pod, IEnumerable<V1Job> jobs) =>
        !pod.IsLeaving() && pod.Metadata.OwnerReferences?.FirstOrDefault(owner => owner.Kind == "Job") is { } owner && jobs.All(job => job.Metadata.Uid != owner.Uid);

    private async Task RunAsync(V1Job job, CancellationToken cancellationToken)
    {
        if (pods.All.Any(pod => pod.IsOwnedBy(job.Metadata.Uid) && !pod.IsLeaving()))
        {
            return;
        }

        if (_started.ContainsKey(job.Metadata.Uid) && Interlocked.Increment(ref _failures) > job.Spec.BackoffLimit)
        {
            return;
        }

        var template = job.Spec.Template;
        var pod = await client.CoreV1.CreateNamespacedPodAsync(
            new V1Pod
            {
                Metadata = new V1ObjectMeta
                {
                    GenerateName = $"{job.Metadata.Name}-",
                    NamespaceProperty = Namespace,
                    Labels = template.Metadata.Labels,
                    OwnerReferences = [PodOwner.Reference("batch/v1", "Job", job.Metadata)],
                },
                Spec = template.Spec,
            },
            Namespace,
            cancellationToken: cancellationToken);
        _started[job.Metadata.Uid] = 0;
        pods.Observe(pod);
    }

    private V1Job NewJob()
    {
        var spec = PodSpecs.Single("default", "extract", Images.Bundle, "Always");
        spec.RestartPolicy = "Never";
        var labels = new Dictionary<string, string> { ["olm.managed"] = "true", [RefLabel] = Names.UnpackJob };
        return new V1Job
        {
            Metadata = new V1ObjectMeta { Name = Names.UnpackJob, NamespaceProperty = Namespace, Labels = labels },
            Spec = new V1JobSpec
            {
                BackoffLimit = 3,
                ActiveDeadlineSeconds = 600,
                Template = new V1PodTemplateSpec
                {
                    Metadata = new V1ObjectMeta { Labels = options.LabelsUnpackPods ? labels : new Dictionary<string, string> { ["olm.managed"] = "true" } },
                    Spec = spec,
                },
            },
        };
    }
}
