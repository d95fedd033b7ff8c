using System.Collections.Concurrent;
using k8s;
using k8s.Models;

namespace PostSoftwareHook.Incident;

/// <summary>
/// Kubernetes' Job controller, and its garbage collector for a Job that is gone (kubernetes pkg/controller/job/job_controller.go,
/// syncJob). A deleted pod counts as a failure. A Job that has too many of them, or takes longer than its deadline, fails and loses its
/// pods. If <paramref name="completes"/>, a pod ends once its images are there; otherwise it runs forever.
/// </summary>
internal sealed class JobController(IKubernetes client, Informer<V1Pod> pods, bool completes) : Actor("job-controller")
{
    private const string Namespace = UnpackJob.Namespace;
    private readonly ConcurrentDictionary<string, Progress> _progress = [];

    /// <summary>How many pods failed, those that somebody deleted included.</summary>
    public int Failures => _progress.Values.Sum(job => job.Failures);

    protected override async Task ReconcileAsync(CancellationToken cancellationToken)
    {
        var jobs = (await client.BatchV1.ListNamespacedJobAsync(Namespace, cancellationToken: cancellationToken)).Items;
        await ForEachAsync(pods.All.Where(pod => IsOrphan(pod, jobs)), pod => DeleteAsync(pod, cancellationToken));
        await ForEachAsync(jobs.Where(job => job.Metadata.DeletionTimestamp is null && !job.IsFinished()), job => SyncAsync(job, cancellationToken));
    }

    private static bool IsOrphan(V1Pod pod, IEnumerable<V1Job> jobs) =>
        !pod.IsLeaving() && pod.Metadata.OwnerReferences?.FirstOrDefault(owner => owner.Kind == "Job") is { } owner && jobs.All(job => job.Metadata.Uid != owner.Uid);

    private Task<V1Pod> DeleteAsync(V1Pod pod, CancellationToken cancellationToken) =>
        client.CoreV1.DeleteNamespacedPodAsync(pod.Metadata.Name, Namespace, pod.DeleteThis(), cancellationToken: cancellationToken);

    private Task SyncAsync(V1Job job, CancellationToken cancellationToken)
    {
        var progress = _progress.GetOrAdd(job.Metadata.Uid, _ => new Progress());
        var own = pods.All.Where(pod => pod.IsOwnedBy(job.Metadata.Uid) && !pod.IsLeaving()).ToList();
        if (own.Count == 0 && progress.HasPod)
        {
            progress.Failures++;
            progress.HasPod = false;
        }

        return own switch
        {
            _ when DateTime.UtcNow - progress.StartedAt > TimeSpan.FromSeconds(job.Spec.ActiveDeadlineSeconds ?? int.MaxValue) =>
                FailAsync(job, progress, own, JobStates.DeadlineExceeded, cancellationToken),
            _ when progress.Failures > job.Spec.BackoffLimit => FailAsync(job, progress, own, JobStates.BackoffLimitExceeded, cancellationToken),
            [] => CreatePodAsync(job, progress, cancellationToken),
            _ when completes && own.Find(pod => pod.IsReady()) is { } finished => CompleteAsync(job, progress, finished, cancellationToken),
            _ => Task.CompletedTask,
        };
    }

    private async Task FailAsync(V1Job job, Progress progress, IEnumerable<V1Pod> own, string reason, CancellationToken cancellationToken)
    {
        await ForEachAsync(own, pod => DeleteAsync(pod, cancellationToken));
        await WriteAsync(job, JobStates.FailedBecause(reason, progress.StartedAt, Math.Max(progress.Failures, 1), DateTime.UtcNow), cancellationToken);
    }

    private async Task CompleteAsync(V1Job job, Progress progress, V1Pod pod, CancellationToken cancellationToken)
    {
        var patch = new V1Patch(new V1Pod { Metadata = new V1ObjectMeta { Uid = pod.Metadata.Uid }, Status = Ended(pod.Status, DateTime.UtcNow) }, V1Patch.PatchType.MergePatch);
        pods.Observe(await client.CoreV1.PatchNamespacedPodStatusAsync(patch, pod.Metadata.Name, Namespace, cancellationToken: cancellationToken));
        await WriteAsync(job, JobStates.Completed(progress.StartedAt, progress.Failures, DateTime.UtcNow), cancellationToken);
    }

    private static V1PodStatus Ended(V1PodStatus running, DateTime now)
    {
        var state = new V1ContainerState { Terminated = new V1ContainerStateTerminated { ExitCode = 0, Reason = "Completed", StartedAt = now, FinishedAt = now } };
        return new V1PodStatus
        {
            Phase = "Succeeded",
            Conditions = [.. running.Conditions.Select(condition => condition.Type is "Ready" or "ContainersReady"
                ? new V1PodCondition { Type = condition.Type, Status = "False", Reason = "PodCompleted", LastTransitionTime = now }
                : condition)],
            ContainerStatuses = [.. running.ContainerStatuses.Select(container => new V1ContainerStatus
            {
                Name = container.Name,
                Image = container.Image,
                ImageID = container.ImageID,
                Ready = false,
                Started = false,
                RestartCount = 0,
                State = state,
            })],
        };
    }

    private Task<V1Job> WriteAsync(V1Job job, V1JobStatus status, CancellationToken cancellationToken)
    {
        var patch = new V1Patch(new V1Job { Metadata = new V1ObjectMeta { Uid = job.Metadata.Uid }, Status = status }, V1Patch.PatchType.MergePatch);
        return client.BatchV1.PatchNamespacedJobStatusAsync(patch, job.Metadata.Name, Namespace, cancellationToken: cancellationToken);
    }

    private async Task CreatePodAsync(V1Job job, Progress progress, CancellationToken cancellationToken)
    {
        var template = job.Spec.Template;
        var pod = new V1Pod
        {
            Metadata = new V1ObjectMeta
            {
                GenerateName = $"{job.Metadata.Name}-",
                NamespaceProperty = Namespace,
                Labels = template.Metadata.Labels,
                OwnerReferences = [PodOwner.Reference("batch/v1", "Job", job.Metadata)],
            },
            Spec = template.Spec,
        };
        pods.Observe(await client.CoreV1.CreateNamespacedPodAsync(pod, Namespace, cancellationToken: cancellationToken));
        progress.HasPod = true;
    }

    /// <summary>What is known of one Job.</summary>
    private sealed class Progress
    {
        public DateTime StartedAt { get; } = DateTime.UtcNow;

        public int Failures { get; set; }

        /// <summary>Whether its last pod has not been counted as a failure.</summary>
        public bool HasPod { get; set; }
    }
}
