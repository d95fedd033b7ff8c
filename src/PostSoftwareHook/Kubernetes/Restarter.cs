using System.Net;
using PostSoftwareHook.Api;
using PostSoftwareHook.Propagation;
using k8s.Autorest;

namespace PostSoftwareHook.Kubernetes;

/// <summary>Deletes stuck pods and the Jobs of stuck pods, so that new ones are created.</summary>
/// <param name="api">The cluster.</param>
/// <param name="reader">Tells whether a pod is still there.</param>
/// <param name="tries">How often a delete that meets a conflict is tried.</param>
internal sealed class Restarter(ApiClient api, SnapshotReader reader, int tries)
{
    /// <summary>Deletes the pod, if it is still the one that was read.</summary>
    /// <param name="restart">The pod.</param>
    /// <param name="isReplaced">Whether OLM replaces the pod because of a link that this run wrote.</param>
    /// <param name="write">Cancels the request.</param>
    public async Task<AppliedChange> RestartAsync(RestartPod restart, bool isReplaced, CancellationToken write)
    {
        var isOwnDoing = isReplaced;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await api.DeleteAsync(ApiPaths.Pod(restart.Namespace, restart.Name), restart.Pod.Uid, null, write).ConfigureAwait(false);
                return new(restart, ItemAction.Restarted);
            }
            catch (HttpOperationException e) when (e.Is(HttpStatusCode.NotFound) || (e.Is(HttpStatusCode.Conflict) && attempt < tries))
            {
                isOwnDoing |= e.IsAmbiguous();
                if (e.Is(HttpStatusCode.NotFound) || !await reader.IsThereAsync(restart.Namespace, restart.Pod).ConfigureAwait(false))
                {
                    return isOwnDoing ? new(restart, ItemAction.Restarted) : new(restart, ItemAction.Unchanged, "its owner replaced it meanwhile");
                }
            }
        }
    }

    /// <summary>
    /// Deletes the Job with its pods, which batch/v1 would leave alone by default (kubernetes, pkg/registry/batch/job/strategy.go,
    /// <c>DefaultGarbageCollectionPolicy</c>). 409 means that a newer Job has the name.
    /// </summary>
    public async Task<AppliedChange> DeleteJobAsync(DeleteJob delete, CancellationToken write)
    {
        try
        {
            await api.DeleteAsync(ApiPaths.Job(delete.Namespace, delete.Name), delete.Pod.Owner!.Uid, null, write, propagationPolicy: "Background").ConfigureAwait(false);
            return new(delete, ItemAction.Restarted);
        }
        catch (HttpOperationException e) when (e.Is(HttpStatusCode.NotFound) || e.Is(HttpStatusCode.Conflict))
        {
            return e.IsAmbiguous() ? new(delete, ItemAction.Restarted) : new(delete, ItemAction.Unchanged, "its Job was deleted meanwhile");
        }
    }
}
