using k8s.Models;

namespace PostSoftwareHook.Incident;

/// <summary>Conditions of a Job (kubernetes pkg/controller/job/job_controller.go).</summary>
internal static class JobStates
{
    public const string DeadlineExceeded = "DeadlineExceeded";
    public const string BackoffLimitExceeded = "BackoffLimitExceeded";

    public static V1JobCondition? Failed(this V1Job job) => Condition(job, "Failed");

    public static bool IsComplete(this V1Job job) => Condition(job, "Complete") is not null;

    public static bool IsFinished(this V1Job job) => job.IsComplete() || job.Failed() is not null;

    /// <summary>The status of a Job that failed for this reason.</summary>
    public static V1JobStatus FailedBecause(string reason, DateTime startedAt, int failures, DateTime now)
    {
        var message = reason == DeadlineExceeded ? "Job was active longer than specified deadline" : "Job has reached the specified backoff limit";
        return new V1JobStatus
        {
            StartTime = startedAt,
            Failed = failures,
            Conditions = [New("FailureTarget", reason, message, now), New("Failed", reason, message, now)],
        };
    }

    /// <summary>The status of a Job whose pod succeeded.</summary>
    public static V1JobStatus Completed(DateTime startedAt, int failures, DateTime now) => new()
    {
        StartTime = startedAt,
        CompletionTime = now,
        Succeeded = 1,
        Failed = failures > 0 ? failures : null,
        Conditions =
        [
            New("SuccessCriteriaMet", "CompletionsReached", "Reached expected number of succeeded pods", now),
            New("Complete", "CompletionsReached", "Reached expected number of succeeded pods", now),
        ],
    };

    private static V1JobCondition? Condition(V1Job job, string type) => job.Status?.Conditions?.FirstOrDefault(condition => condition.Type == type && condition.Status == "True");

    private static V1JobCondition New(string type, string reason, string message, DateTime now) =>
        new() { Type = type, Status = "True", Reason = reason, Message = message, LastProbeTime = now, LastTransitionTime = now };
}
