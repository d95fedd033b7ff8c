using k8s.Models;

namespace PostSoftwareHook.Incident;

/// <summary>Writes a pod's status as the kubelet does: init containers one after the other, then the other containers.</summary>
internal static class PodStatusWriter
{
    public static V1PodStatus Write(V1Pod pod, PodOutcome outcome, bool backingOff, KubeletOptions options, DateTime now)
    {
        var initialized = !outcome.Init.Any(container => container.IsStuck);
        var ready = !outcome.IsStuck;
        return new V1PodStatus
        {
            Phase = ready ? "Running" : "Pending",
            StartTime = pod.Status?.StartTime ?? now,
            HostIP = "192.0.2.10",
            PodIP = initialized ? "10.128.0.99" : null,
            QosClass = "BestEffort",
            Conditions =
            [
                Condition("Initialized", initialized, "ContainersNotInitialized", now),
                Condition("Ready", ready, "ContainersNotReady", now),
                Condition("ContainersReady", ready, "ContainersNotReady", now),
                Condition("PodScheduled", true, "", now),
            ],
            InitContainerStatuses = outcome.Init.Count == 0 ? null : [.. outcome.Init.Select(Init)],
            ContainerStatuses = [.. outcome.Containers.Select(Main)],
        };

        V1ContainerStatus Init(ContainerOutcome container) => Status(container, container is { Tried: true, IsStuck: false }, new V1ContainerState
        {
            Terminated = new V1ContainerStateTerminated { ExitCode = 0, Reason = "Completed", StartedAt = now, FinishedAt = now },
        });

        V1ContainerStatus Main(ContainerOutcome container) => Status(container, container is { Tried: true, IsStuck: false }, new V1ContainerState
        {
            Running = new V1ContainerStateRunning { StartedAt = now },
        });

        V1ContainerStatus Status(ContainerOutcome container, bool done, V1ContainerState doneState) => new()
        {
            Name = container.Container.Name,
            Image = container.Container.Image,
            ImageID = done ? container.Container.Image : "",
            Ready = done,
            Started = done && doneState.Running is not null,
            RestartCount = 0,
            State = done ? doneState : new V1ContainerState { Waiting = Waiting(container) },
        };

        V1ContainerStateWaiting Waiting(ContainerOutcome container) => container switch
        {
            { Error: null } => new V1ContainerStateWaiting { Reason = "PodInitializing" },
            { IsOfSecret: true } when options.DecodesSecretsBeforeThePull => new V1ContainerStateWaiting { Reason = container.Error, Message = container.Error },
            _ when backingOff => new V1ContainerStateWaiting { Reason = "ImagePullBackOff", Message = BackOffMessage(container, options.BackOffMessageCarriesError) },
            _ => new V1ContainerStateWaiting { Reason = "ErrImagePull", Message = container.Error },
        };
    }

    public static string BackOffMessage(ContainerOutcome container, bool carriesError)
    {
        var message = $"Back-off pulling image \"{container.Container.Image}\"";
        return carriesError ? $"{message}: ErrImagePull: {container.Error}" : message;
    }

    private static V1PodCondition Condition(string type, bool holds, string reason, DateTime now) => new()
    {
        Type = type,
        Status = holds ? "True" : "False",
        Reason = holds ? null : reason,
        LastTransitionTime = now,
    };
}
