using System.Collections.Concurrent;
using System.Net;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace PostSoftwareHook.Incident;

/// <summary>
/// The node's kubelet, and the scheduler, which has no choice on a single node. A pull uses the pod's own spec.imagePullSecrets, the
/// content that these secrets have at that moment, and the node's credentials.
/// </summary>
internal sealed class Kubelet(IKubernetes client, Informer<V1Pod> pods, Registry registry, KubeletNode node, KubeletOptions options) : Actor("kubelet")
{
    private readonly ConcurrentDictionary<string, PodProgress> _progress = [];
    private readonly ImagePuller _puller = new(registry, node, options);
    private readonly KubeletEvents _events = new(client, node.Name);

    protected override TimeSpan Period => TimeSpan.FromMilliseconds(50);

    protected override Task ReconcileAsync(CancellationToken cancellationToken) =>
        node.IsAlive ? ForEachAsync(pods.All, pod => StepAsync(pod, cancellationToken)) : Task.CompletedTask;

    private async Task StepAsync(V1Pod pod, CancellationToken cancellationToken)
    {
        var state = _progress.GetOrAdd(pod.Metadata.Uid, _ => new PodProgress());
        var now = DateTime.UtcNow;
        if (pod.Metadata.DeletionTimestamp is not null)
        {
            await TerminateAsync(pod, state, now, cancellationToken);
        }
        else if (string.IsNullOrEmpty(pod.Spec.NodeName))
        {
            await BindAsync(pod, state, cancellationToken);
        }
        else if (pod.Status?.Phase is not ("Running" or "Succeeded" or "Failed"))
        {
            await ProgressAsync(pod, state, now, cancellationToken);
        }
    }

    private Task ProgressAsync(V1Pod pod, PodProgress state, DateTime now, CancellationToken cancellationToken) => state switch
    {
        _ when now >= state.AttemptAt => AttemptAsync(pod, state, cancellationToken),
        { Outcome: { } outcome, BackOffAt: { } due } when now >= due => BackOffAsync(pod, state, outcome, cancellationToken),
        _ => Task.CompletedTask,
    };

    private async Task AttemptAsync(V1Pod pod, PodProgress state, CancellationToken cancellationToken)
    {
        var secrets = await ReadPullSecretsAsync(pod, cancellationToken);
        var outcome = PullAll(pod.Spec, secrets);
        await WriteStatusAsync(pod, outcome, backingOff: false, cancellationToken);
        foreach (var container in outcome.Init.Concat(outcome.Containers).Where(container => container.Tried))
        {
            await WritePullEventsAsync(pod, container, cancellationToken);
        }

        state.Outcome = outcome;
        state.BackOffAt = DateTime.UtcNow + options.ErrImagePullFor;
        state.AttemptAt = DateTime.UtcNow + options.RetryAfter;
    }

    private async Task BackOffAsync(V1Pod pod, PodProgress state, PodOutcome outcome, CancellationToken cancellationToken)
    {
        await WriteStatusAsync(pod, outcome, backingOff: true, cancellationToken);
        state.BackOffAt = null;
        foreach (var container in outcome.Stuck.Where(container => !StopsBeforeThePull(container)))
        {
            await _events.WriteAsync(pod, container.FieldPath, "Normal", "BackOff", $"Back-off pulling image \"{container.Container.Image}\"", cancellationToken);
            await _events.WriteAsync(pod, container.FieldPath, "Warning", "Failed", "Error: ImagePullBackOff", cancellationToken);
        }
    }

    private async Task WritePullEventsAsync(V1Pod pod, ContainerOutcome container, CancellationToken cancellationToken)
    {
        var image = container.Container.Image;
        if (container.Error is null)
        {
            var message = container.WasPresent ? $"Container image \"{image}\" already present on machine" : $"Successfully pulled image \"{image}\"";
            await _events.WriteAsync(pod, container.FieldPath, "Normal", "Pulled", message, cancellationToken);
            return;
        }

        if (StopsBeforeThePull(container))
        {
            await _events.WriteAsync(pod, container.FieldPath, "Warning", "Failed", $"Error: {container.Error}", cancellationToken);
            return;
        }

        if (options.PullEventsAreLost)
        {
            return;
        }

        await _events.WriteAsync(pod, container.FieldPath, "Normal", "Pulling", $"Pulling image \"{image}\"", cancellationToken);
        await _events.WriteAsync(pod, container.FieldPath, "Warning", "Failed", $"Failed to pull image \"{image}\": {container.Error}", cancellationToken);
        await _events.WriteAsync(pod, container.FieldPath, "Warning", "Failed", "Error: ErrImagePull", cancellationToken);
    }

    private bool StopsBeforeThePull(ContainerOutcome container) => options.DecodesSecretsBeforeThePull && container.IsOfSecret;

    private PodOutcome PullAll(V1PodSpec spec, IReadOnlyCollection<V1Secret> secrets)
    {
        var init = new List<ContainerOutcome>();
        foreach (var container in spec.InitContainers ?? [])
        {
            init.Add(Pull(container, "initContainers", tried: !init.Any(each => each.IsStuck)));
        }

        var initialized = !init.Any(each => each.IsStuck);
        return new PodOutcome(init, [.. spec.Containers.Select(container => Pull(container, "containers", initialized))]);

        ContainerOutcome Pull(V1Container container, string list, bool tried)
        {
            var needsNoPull = _puller.NeedsNoPull(container);
            var (error, isOfSecret) = tried ? _puller.Ensure(container, secrets) : (null, false);
            return new(container, $"spec.{list}{{{container.Name}}}", needsNoPull, error, isOfSecret, tried);
        }
    }

    private async Task<IReadOnlyCollection<V1Secret>> ReadPullSecretsAsync(V1Pod pod, CancellationToken cancellationToken)
    {
        var found = new List<V1Secret>();
        var missing = new List<string>();
        foreach (var name in (pod.Spec.ImagePullSecrets ?? []).Select(reference => reference.Name).Where(name => !string.IsNullOrEmpty(name)))
        {
            try
            {
                found.Add(await client.CoreV1.ReadNamespacedSecretAsync(name, pod.Metadata.NamespaceProperty, cancellationToken: cancellationToken));
            }
            catch (HttpOperationException answer) when (answer.Response.StatusCode == HttpStatusCode.NotFound)
            {
                missing.Add(name);
            }
        }

        if (missing.Count > 0)
        {
            await _events.WriteAsync(pod, fieldPath: null, "Warning", "FailedToRetrieveImagePullSecret",
                $"Unable to retrieve some image pull secrets ({string.Join(", ", missing)}); attempting to pull the image may not succeed.", cancellationToken);
        }

        return found;
    }

    private async Task WriteStatusAsync(V1Pod pod, PodOutcome outcome, bool backingOff, CancellationToken cancellationToken)
    {
        var status = PodStatusWriter.Write(pod, outcome, backingOff, options, DateTime.UtcNow);
        var patch = new V1Patch(new V1Pod { Metadata = new V1ObjectMeta { Uid = pod.Metadata.Uid }, Status = status }, V1Patch.PatchType.MergePatch);
        pods.Observe(await client.CoreV1.PatchNamespacedPodStatusAsync(patch, pod.Metadata.Name, pod.Metadata.NamespaceProperty, cancellationToken: cancellationToken));
    }

    private async Task BindAsync(V1Pod pod, PodProgress state, CancellationToken cancellationToken)
    {
        if (state.IsBound)
        {
            return;
        }

        var binding = new V1Binding
        {
            Metadata = new V1ObjectMeta { Name = pod.Metadata.Name, Uid = pod.Metadata.Uid },
            Target = new V1ObjectReference { ApiVersion = "v1", Kind = "Node", Name = node.Name },
        };
        await client.CoreV1.CreateNamespacedPodBindingAsync(binding, pod.Metadata.Name, pod.Metadata.NamespaceProperty, cancellationToken: cancellationToken);
        state.IsBound = true;
    }

    private async Task TerminateAsync(V1Pod pod, PodProgress state, DateTime now, CancellationToken cancellationToken)
    {
        state.TerminateAt ??= now + options.TerminationTakes;
        if (now >= state.TerminateAt)
        {
            var atOnce = new V1DeleteOptions { GracePeriodSeconds = 0, Preconditions = new V1Preconditions { Uid = pod.Metadata.Uid } };
            await client.CoreV1.DeleteNamespacedPodAsync(pod.Metadata.Name, pod.Metadata.NamespaceProperty, atOnce, cancellationToken: cancellationToken);
            pods.Forget(pod);
            _progress.TryRemove(pod.Metadata.Uid, out _);
        }
    }
}
