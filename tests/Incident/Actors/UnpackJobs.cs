using k8s;

namespace PostSoftwareHook.Incident;

/// <summary>
/// OLM while it unpacks a bundle without pause: it makes the Job again whenever there is none (operator-lifecycle-manager
/// pkg/controller/bundle/bundle_unpacker.go, ensureJob).
/// </summary>
internal sealed class UnpackJobs(IKubernetes client, OlmOptions options) : Actor("unpack-jobs")
{
    protected override async Task ReconcileAsync(CancellationToken cancellationToken)
    {
        var jobs = await client.BatchV1.ListNamespacedJobAsync(UnpackJob.Namespace, cancellationToken: cancellationToken);
        if (jobs.Items.Count == 0)
        {
            await UnpackJob.CreateAsync(client, UnpackJob.New(options), cancellationToken);
        }
    }
}
