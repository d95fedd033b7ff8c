using k8s;
using k8s.Models;

namespace PostSoftwareHook.ClusterTests.Faults;

/// <summary>Holds a run's report against what the API server wrote down and what is on the cluster.</summary>
internal sealed class ReportTruth(FaultyRun run, IReadOnlyList<AuditEntry> writes)
{
    /// <summary>What a message may say only where this was met.</summary>
    private static readonly (string Words, FaultKind[] Causes)[] Claims =
    [
        ("is not trusted", [FaultKind.ExpiredCertificate]),
        ("has expired, or is not valid yet", [FaultKind.ExpiredCertificate]),
        ("can't be reached", [FaultKind.Refused, FaultKind.ResetBeforeActing, FaultKind.ResetAfterActing, FaultKind.HalfResponse, FaultKind.ExpiredCertificate]),
        ("The connection to", [FaultKind.Refused, FaultKind.ResetBeforeActing, FaultKind.ResetAfterActing, FaultKind.HalfResponse, FaultKind.ExpiredCertificate]),
        ("answered 429", [FaultKind.TooManyRequests]),
        ("answered 409", [FaultKind.Conflict]),
        ("answered 500", [FaultKind.InternalServerError]),
        ("answered 502", [FaultKind.BadGateway]),
        ("answered 503", [FaultKind.ServiceUnavailable]),
        ("answered 504", [FaultKind.GatewayTimeout, FaultKind.GatewayTimeoutAfterActing]),
        ("not the Kubernetes API's JSON", [FaultKind.CutResponse]),
        ("somebody else", []),
    ];

    private const string Asked = "asked through the cluster at ";
    private const string NotKnown = " is not known: ";

    private HookResult Result => run.Result;

    /// <summary>Fails where the report says what is not so, or leaves out what is.</summary>
    public async Task CheckAsync(SnoIncident incident)
    {
        Assert.True(Result.Changed == (writes.Count > 0) || (Result.Changed && run.LeftDoubt), $"changed is {Result.Changed}, and the server did:\n{string.Join('\n', writes)}");
        Assert.True(run.Faults.Count > 0 || !Result.Failed, $"It failed though nothing was wrong: {Result.Message}");
        Assert.All(Claims.Where(claim => Result.Message.Contains(claim.Words, StringComparison.Ordinal)), claim => Assert.True(run.Met(claim.Causes), $"\"{claim.Words}\" is said of what did not happen: {Result.Message}"));
        Assert.All(writes, write => Assert.True(IsTold(write), $"Not told: {write}"));
        CheckAnswers();
        foreach (var target in Result.Json["targets"]?.AsArray() ?? [])
        {
            await CheckAsync(incident.ControlPlane.Client, (string)target!["namespace"]!);
        }
    }

    /// <summary>An answer is told only where somebody gave one, and that it is missing only where something kept it back.</summary>
    private void CheckAnswers()
    {
        var told = Result.Evidence.Where(line => line.Contains(Asked, StringComparison.Ordinal)).ToList();
        Assert.True(told.Count == 0 || run.ImageApi is ImageApiFault.None or ImageApiFault.Slow, $"The image API gave no answer ({run.ImageApi}), and this is told:\n{string.Join('\n', told)}");
        var unknown = Result.Warnings.Where(warning => warning.Contains(NotKnown, StringComparison.Ordinal)).ToList();
        Assert.True(unknown.Count == 0 || !run.WasUndisturbed, $"Nothing was wrong, and this is told:\n{string.Join('\n', unknown)}");
    }

    /// <summary>Whether the report names a write that was done, as done or as one whose end it didn't see.</summary>
    private bool IsTold(AuditEntry write) => Result.Json["targets"] is not null && write.Resource switch
    {
        "secrets" => IsTold(Result.SecretAction(write.Namespace), "created"),
        "serviceaccounts" => IsTold(Result.Accounts(write.Namespace)[write.Name], "linked"),
        _ => IsTold((string?)Result.Pod(write.Namespace, write.Name)["action"], "restarted"),
    };

    private bool IsTold(string? action, string done) => action == done || (run.LeftDoubt && Result.Changed && action == "failed");

    private async Task CheckAsync(IKubernetes client, string ns)
    {
        if (Result.SecretAction(ns) == "created")
        {
            Assert.NotNull(await client.CoreV1.ReadNamespacedSecretAsync(Names.PullSecret, ns));
        }

        foreach (var account in Result.Accounts(ns).Where(account => account.Value == "linked"))
        {
            Assert.Contains(Names.PullSecret, (await client.CoreV1.ReadNamespacedServiceAccountAsync(account.Key, ns)).ImagePullSecrets.Select(each => each.Name));
        }

        var pods = (await client.CoreV1.ListNamespacedPodAsync(ns)).Items.Where(pod => pod.DeletionTimestamp() is null).Select(pod => pod.Name()).ToHashSet();
        Assert.All(Result.Target(ns)["pods"]!.AsArray().Where(pod => (string?)pod!["action"] == "restarted"), pod => Assert.DoesNotContain((string)pod!["name"]!, pods));
    }
}
