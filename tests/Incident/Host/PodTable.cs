using k8s.Models;

namespace PostSoftwareHook.Incident;

/// <summary>Prints pods as <c>oc get pods</c> does (kubernetes pkg/printers/internalversion/printers.go, printPod).</summary>
internal static class PodTable
{
    private static readonly string[] Header = ["NAMESPACE", "NAME", "READY", "STATUS", "AGE"];

    public static string Of(IEnumerable<V1Pod> pods, DateTime now)
    {
        string[][] rows = [Header, .. pods.Select(pod => Row(pod, now))];
        var widths = Header.Select((_, column) => rows.Max(row => row[column].Length)).ToList();
        return string.Join('\n', rows.Select(row => string.Join("   ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd()));
    }

    private static string[] Row(V1Pod pod, DateTime now)
    {
        var ready = pod.Status?.ContainerStatuses?.Count(status => status.Ready) ?? 0;
        return
        [
            pod.Metadata.NamespaceProperty,
            pod.Metadata.Name,
            $"{ready}/{pod.Spec.Containers.Count}",
            Status(pod),
            Age(now - (pod.Metadata.CreationTimestamp ?? now)),
        ];
    }

    private static string Status(V1Pod pod)
    {
        if (pod.IsLeaving())
        {
            return "Terminating";
        }

        var init = pod.Status?.InitContainerStatuses?.Select(status => status.State?.Waiting?.Reason).FirstOrDefault(reason => reason is not (null or "PodInitializing"));
        var main = pod.Status?.ContainerStatuses?.Select(status => status.State?.Waiting?.Reason).FirstOrDefault(reason => reason is not null);
        return init is not null ? $"Init:{init}" : main ?? pod.Status?.Phase ?? "Unknown";
    }

    private static string Age(TimeSpan age) => age switch
    {
        { TotalMinutes: < 2 } => $"{(int)Math.Max(age.TotalSeconds, 0)}s",
        { TotalHours: < 2 } => $"{(int)age.TotalMinutes}m",
        _ => $"{(int)age.TotalHours}h",
    };
}
