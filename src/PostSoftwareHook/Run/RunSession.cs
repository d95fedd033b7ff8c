using Microsoft.Extensions.Logging;
using PostSoftwareHook.Api;
using PostSoftwareHook.Guards;
using PostSoftwareHook.Kubernetes;
using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.Run;

/// <summary>The resources of a run: the connections to the cluster and its hub, the deadline, and the progress receiver.</summary>
internal sealed class RunSession : IDisposable
{
    /// <summary>The problem reported for a run that was stopped on request.</summary>
    public const string Stopped = "Stopped on request. Changes made so far are listed below; run again to finish.";

    /// <summary>The minimum time for requests, even if the run is not to wait.</summary>
    private static readonly TimeSpan LeastPatience = TimeSpan.FromSeconds(5);

    /// <summary>How long after the deadline a response is still accepted.</summary>
    private static readonly TimeSpan LastAnswer = TimeSpan.FromSeconds(2);

    private readonly RunRequest _request;
    private readonly ILogger _log;
    private readonly CancellationToken _stop;
    private readonly Deadline _deadline;
    private readonly CancellationTokenSource _end;
    private readonly ApiClient? _hub;
    private readonly OptionalReads _optional;
    private readonly ChangeApplier _applier;
    private ManagedClusterStatus? _managedCluster;

    /// <summary>Resolves which cluster is meant. Sends no request.</summary>
    /// <exception cref="HookException">The options do not resolve to a cluster.</exception>
    public RunSession(RunRequest request, ILogger log, Redactor redactor, CancellationToken stop)
    {
        _request = request;
        _log = log;
        _stop = stop;
        Limit = request.Settings.WaitForNamespaces + request.Settings.WaitTimeout;
        _deadline = new(Limit);
        var patience = Limit > LeastPatience ? _deadline : new(LeastPatience);
        _end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        _end.CancelAfter(patience.Remaining + LastAnswer);
        Cluster = ApiClient.For(request.Cluster, patience, log, redactor, NamePlugin, End);
        _hub = request.Hub is null ? null : ApiClient.For(request.Hub, patience, log, redactor, NamePlugin, End);
        _optional = new(Cluster);
        Investigator = new(Cluster, request.Settings, _optional, redactor);
        Reader = new(Cluster, request.Settings, _optional, diagnoses: !request.Purpose.IsRemoval(), redactor, (done, all) => Say(new(RunStep.Observing, Cluster.Host, Done: done, All: all)), End);
        _applier = new(Cluster, Reader, request.Settings, log, End);
        if (request.IsAlone && Cluster.Access.BringsItsTrust && _hub?.Access.BringsItsTrust != false)
        {
            SystemTrust.LeaveUnread();
        }
    }

    public ApiClient Cluster { get; }

    public SnapshotReader Reader { get; }

    public Investigator Investigator { get; }

    /// <summary>The time limit of the run, from its start.</summary>
    public TimeSpan Limit { get; }

    /// <summary>The time since the run began.</summary>
    public TimeSpan Elapsed => _deadline.Elapsed;

    /// <summary>Cancelled when the run is stopped, or shortly after its time limit.</summary>
    public CancellationToken End => _end.Token;

    /// <summary>Whether the run was asked to stop.</summary>
    public bool IsStopped => _stop.IsCancellationRequested;

    /// <inheritdoc/>
    public void Dispose()
    {
        Cluster.Dispose();
        _hub?.Dispose();
        _end.Dispose();
    }

    /// <summary>The managed cluster's unmet conditions on its hub; empty if no hub is configured.</summary>
    public async Task<IReadOnlyList<UnmetCondition>> ReadHubAsync()
    {
        if (_hub is null)
        {
            return [];
        }

        try
        {
            _managedCluster = await new HubReader(_hub, _request.Settings.ManagedCluster!).ReadAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (ApiErrors.IsExpected(e))
        {
            return [new(Subject.Hub, ApiErrors.Explain(e, _hub.Access), IsFailure: true, CannotRecover: ApiErrors.IsFinal(e), IsSentence: true)];
        }

        return _managedCluster.Missing is { } missing
            ? [new(Subject.Hub, $"managed cluster {_managedCluster.Name} is not {missing}: {_managedCluster.Message}", IsFailure: true)]
            : [];
    }

    /// <summary>Executes <paramref name="plan"/>. Failed writes are in the result.</summary>
    public Task<IReadOnlyList<AppliedChange>> ApplyAsync(RunStep step, Plan plan)
    {
        var progress = new RunProgress(step, Work: Tally.Of(plan.Changes));
        Say(progress);
        return _applier.ApplyAsync(plan, (done, all) => Say(progress with { Done = done, All = all }));
    }

    /// <summary>Why <paramref name="error"/> ended the run, as a sentence; null if it is a bug in this tool.</summary>
    public string? Explain(Exception error) => error switch
    {
        HookException => error.Message,
        OperationCanceledException when IsStopped => Stopped,
        OperationCanceledException when End.IsCancellationRequested =>
            $"{Cluster.Host} did not answer in time: the time limit of the run was reached ({OptionReference.To("wait_timeout")} {_request.Settings.WaitTimeout.TotalSeconds:0} s). Is the cluster up? Run again.",
        _ => ApiErrors.IsExpected(error) ? ApiErrors.Explain(error, Cluster.Access) : null,
    };

    /// <summary>Adds the request count, the duration, the hub status and the connection warnings to <paramref name="result"/>.</summary>
    public RunResult WithFigures(RunResult result) => result with
    {
        ManagedCluster = _managedCluster,
        Requests = Cluster.Requests + (_hub?.Requests ?? 0),
        Duration = Math.Round(Elapsed.TotalSeconds, 2),
        Notices = [.. TlsNotices().Concat(result.Cluster is null ? [] : _optional.Notices).Concat(result.Notices)],
    };

    /// <summary>Reports the progress.</summary>
    public void Say(RunProgress progress)
    {
        if (progress.Step == RunStep.Waiting)
        {
            Log.Waiting(_log, progress.Detail);
        }

        _request.Progress?.Report(progress);
    }

    /// <summary>Logs the planned action for each object.</summary>
    public void LogDecisions(Plan plan)
    {
        foreach (var target in plan.Targets)
        {
            foreach (var step in target.Secret is { } secret ? target.ServiceAccounts.Prepend(secret) : target.ServiceAccounts)
            {
                Log.Decided(_log, step.Action.ToString(), step == target.Secret ? "secret" : "serviceaccount", target.Namespace, step.Name, step.Reason ?? "");
            }

            foreach (var pod in target.Pods)
            {
                Log.Decided(_log, pod.Action.ToString(), "pod", target.Namespace, pod.Pod.Name, pod.Reason);
            }
        }
    }

    private IEnumerable<Notice> TlsNotices() =>
        from session in new[] { Cluster, _hub }
        where session?.Access.SkipTlsVerify == true
        select Notice.Warning(
            Subject.Access,
            $"The certificate of {session.Host} is not verified, so the connection can be intercepted. Set {OptionReference.To("validate_certs")} to true, or correct the kubeconfig.");

    private void NamePlugin(string command, string origin)
    {
        Log.RunsExecPlugin(_log, command, origin);
        Say(new(RunStep.LoggingIn, $"by the exec plugin {command} of {origin}"));
    }
}
