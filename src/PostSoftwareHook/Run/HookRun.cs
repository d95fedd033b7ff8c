using System.Globalization;
using Microsoft.Extensions.Logging;
using PostSoftwareHook.Api;
using PostSoftwareHook.Contract;
using PostSoftwareHook.Guards;
using PostSoftwareHook.Kubernetes;
using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.Run;

/// <summary>
/// One run on one cluster: observe, diagnose, plan, apply, verify, report. Verifying is the same pass again, over the namespaces
/// where something is missing, until nothing is: what turns up meanwhile is healed by the same rules.
/// </summary>
internal sealed class HookRun : IDisposable
{
    private const string Stopped = "Stopped on request. What was done until then is listed; run again to finish.";

    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long a new pod may be refused before waiting for it is given up: the kubelet's first two retries, in case the
    /// registry's no was a passing one.
    /// </summary>
    private static readonly TimeSpan RejectionPatience = TimeSpan.FromSeconds(30);

    /// <summary>How long a namespace that was there when the run began may take to get its serviceaccounts.</summary>
    private static readonly TimeSpan FillingPatience = TimeSpan.FromSeconds(10);

    /// <summary>How long requests are tried even where the run is not to wait for anything.</summary>
    private static readonly TimeSpan LeastPatience = TimeSpan.FromSeconds(5);

    /// <summary>How long after the deadline an answer may still come.</summary>
    private static readonly TimeSpan LastAnswer = TimeSpan.FromSeconds(2);

    /// <summary>How often one owner's pods are restarted in a run; whatever keeps it stuck after that is not what a restart mends.</summary>
    private const int MaxRestarts = 2;

    private readonly RunRequest _request;
    private readonly Settings _settings;
    private readonly ILogger _log;
    private readonly CancellationToken _stop;
    private readonly Deadline _deadline;
    private readonly CancellationTokenSource _end;
    private readonly ApiClient _cluster;
    private readonly ApiClient? _hub;
    private readonly SnapshotReader _reader;
    private readonly List<Round> _rounds = [];
    private ManagedClusterReport? _managedCluster;

    private HookRun(RunRequest request, ILogger log, Redactor redactor, CancellationToken stop)
    {
        _request = request;
        _settings = request.Settings;
        _log = log;
        _stop = stop;
        _deadline = new(_settings.WaitForNamespaces + _settings.WaitTimeout);
        var patience = _deadline.Remaining > LeastPatience ? _deadline : new(LeastPatience);
        _end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        _end.CancelAfter(patience.Remaining + LastAnswer);
        _cluster = ApiClient.For(request.Cluster, patience, log, redactor, NamePlugin, _end.Token);
        _hub = request.Hub is null ? null : ApiClient.For(request.Hub, patience, log, redactor, NamePlugin, _end.Token);
        _reader = new(_cluster, _settings, redactor, (done, all) => SayCount("observing", _cluster.Host, done, all), _end.Token);
        if (request.IsAlone && _cluster.Access.BringsItsTrust && _hub?.Access.BringsItsTrust != false)
        {
            SystemTrust.LeaveUnread();
        }
    }

    /// <summary>Runs to the end. Whatever keeps it from that is in the result, never thrown.</summary>
    /// <param name="request">Which cluster, and what to do there.</param>
    /// <param name="log">Where to log.</param>
    /// <param name="redactor">Learns every secret that the run comes across.</param>
    /// <param name="stop">Stops the run cleanly between two writes.</param>
    public static async Task<RunOutcome> ExecuteAsync(RunRequest request, ILogger log, Redactor redactor, CancellationToken stop)
    {
        HookRun run;
        try
        {
            run = new(request, log, redactor, stop);
        }
        catch (HookException e)
        {
            return new(new() { Failed = true, Msg = e.Message }, null);
        }
#pragma warning disable CA1031 // the last resort: a defect is told in a sentence, too
        catch (Exception e)
#pragma warning restore CA1031
        {
            return new(new() { Failed = true, Msg = Defect(e, log) }, null);
        }

        using (run)
        {
            var outcome = await run.ToTheEndAsync().ConfigureAwait(false);
            return outcome with { Report = run.WithFigures(outcome.Report) };
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _cluster.Dispose();
        _hub?.Dispose();
        _end.Dispose();
    }

    private async Task<RunOutcome> ToTheEndAsync()
    {
        try
        {
            Say("observing", _cluster.Host);
            return await (_request.VerifyOnly ? VerifyAsync() : _settings.State == DesiredState.Absent ? RemoveAsync() : HealAsync()).ConfigureAwait(false);
        }
        catch (HookException e)
        {
            return Broken(e.Message);
        }
        catch (Exception e) when (ApiErrors.IsExpected(e))
        {
            return Broken(ApiErrors.Explain(e, _cluster.Access));
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            return Broken(_stop.IsCancellationRequested ? Stopped : $"{_cluster.Host} did not answer in time: the run's time is over (wait_timeout {_settings.WaitTimeout.TotalSeconds:0} s). Is the cluster up? Run again.");
        }
#pragma warning disable CA1031 // the last resort: a defect is told in a sentence, with what was done until then
        catch (Exception e)
#pragma warning restore CA1031
        {
            return Broken(Defect(e, _log));
        }
    }

    private static string Defect(Exception e, ILogger log)
    {
        Log.Defect(log, e.ToString());
        return $"A defect in this program ended the run: {e.GetType().Name}: {Printable.Clean(e.Message)} Please report it, with the output at -vvv.";
    }

    private async Task<RunOutcome> RemoveAsync()
    {
        var snapshot = await _reader.ReadAsync().ConfigureAwait(false);
        var round = new Round(snapshot, null, RemovalPlanner.Plan(snapshot, _settings), []);
        LogDecisions(round.Plan);
        if (_request.CheckMode)
        {
            return new(ReportBuilder.OfPlan(round, null), round.Plan);
        }

        round = round with { Applied = await ApplyAsync("removing", round.Plan).ConfigureAwait(false) };
        _rounds.Add(round);
        return new(ReportBuilder.OfRun(_rounds, Recovery.Judge(_rounds, round), _stop.IsCancellationRequested ? Stopped : null), round.Plan);
    }

    private async Task<RunOutcome> HealAsync()
    {
        var (round, desired) = await ObserveAsync().ConfigureAwait(false);
        if (!_request.CheckMode && desired.Problem is null)
        {
            return new(await HealAsync(round, desired).ConfigureAwait(false), round.Plan);
        }

        var hub = await ReadHubAsync().ConfigureAwait(false);
        var report = ReportBuilder.OfPlan(round, desired.Problem);
        return new(report with { Warnings = [.. report.Warnings, .. hub.Select(item => $"hub: {item.Message}.")] }, round.Plan);
    }

    private async Task<(Round Round, DesiredSecret Desired)> ObserveAsync()
    {
        var snapshot = await _reader.ReadAsync().ConfigureAwait(false);
        var desired = DesiredSecret.From(snapshot.Sources, _settings);
        var round = PlanRound(snapshot, desired);
        if (round.NeedsNodeStatus)
        {
            round = PlanRound(await _reader.WithNodesAsync(snapshot).ConfigureAwait(false), desired);
        }

        LogDecisions(round.Plan);
        return (round, desired);
    }

    private void LogDecisions(Plan plan)
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

    /// <summary>Looks until nothing is missing that waiting may bring, and writes nothing.</summary>
    private async Task<RunOutcome> VerifyAsync()
    {
        var (round, desired) = await ObserveAsync().ConfigureAwait(false);
        while (true)
        {
            var hub = await ReadHubAsync().ConfigureAwait(false);
            if (desired.Problem is not null)
            {
                return new(ReportBuilder.OfPlan(round, desired.Problem), null);
            }

            var outstanding = (IReadOnlyList<UnmetCondition>)[.. Verification.Judge(round), .. hub];
            var absent = AwaitedNamespaces(round);
            if (!_settings.Wait || _deadline.IsOver || _stop.IsCancellationRequested || (absent.Count == 0 && outstanding.All(item => item.CannotRecover)))
            {
                return new(ReportBuilder.OfVerification(round, outstanding, _stop.IsCancellationRequested ? Stopped : null), null);
            }

            await WaitAsync(outstanding, absent).ConfigureAwait(false);
            round = PlanRound(await RefreshAsync(round, outstanding, absent).ConfigureAwait(false), desired);
        }
    }

    private async Task<Report> HealAsync(Round round, DesiredSecret desired)
    {
        var sinceLastChange = new Deadline(RejectionPatience);
        while (true)
        {
            var remaining = Remaining(round.Plan);
            if (remaining.Changes.Any())
            {
                round = round with { Applied = await ApplyAsync("healing", remaining).ConfigureAwait(false) };
                sinceLastChange = new(RejectionPatience);
            }

            Remember(round);
            var outstanding = Recovery.Judge(_rounds, round);
            var absent = AwaitedNamespaces(round);
            if (_deadline.IsOver || (absent.Count == 0 && IsSettled(round, outstanding, sinceLastChange)))
            {
                // Not before: a klusterlet whose pods don't run can't have joined, and a hub that doesn't answer would take their time.
                outstanding = [.. outstanding, .. await ReadHubAsync().ConfigureAwait(false)];
            }

            if (_stop.IsCancellationRequested)
            {
                return ReportBuilder.OfRun(_rounds, outstanding, Stopped);
            }

            if (_deadline.IsOver || (absent.Count == 0 && IsSettled(round, outstanding, sinceLastChange)))
            {
                return ReportBuilder.OfRun(_rounds, _settings.Wait ? outstanding : [.. outstanding.Where(item => item.CannotRecover)], null);
            }

            await WaitAsync(outstanding, absent).ConfigureAwait(false);
            round = PlanRound(await RefreshAsync(round, outstanding, absent).ConfigureAwait(false), desired);
        }
    }

    private Task WaitAsync(IReadOnlyList<UnmetCondition> outstanding, IReadOnlyList<string> absent)
    {
        Say("waiting", string.Join("; ", outstanding.Where(item => !item.CannotRecover).Select(item => item.Message).Concat(absent.Select(ns => $"namespace {ns} is not there yet"))));
        return Task.Delay(Poll < _deadline.Remaining ? Poll : _deadline.Remaining, _end.Token);
    }

    /// <summary>Keeps the run's plan, what was done, and the latest look; a long wait's other looks are forgotten.</summary>
    private void Remember(Round round)
    {
        if (_rounds.Count > 1 && _rounds[^1].Applied.Count == 0)
        {
            _rounds.RemoveAt(_rounds.Count - 1);
        }

        _rounds.Add(round);
    }

    /// <summary>Whether another look would be of no use.</summary>
    private bool IsSettled(Round round, IReadOnlyList<UnmetCondition> outstanding, Deadline sinceLastChange) =>
        !_settings.Wait
        || (round.Applied.Count == 0
            && outstanding.All(item => item.CannotRecover || (item.IsRefusal && sinceLastChange.IsOver)));

    /// <summary>What is left to do; where a write failed, the namespace is left alone from then on.</summary>
    private Plan Remaining(Plan plan)
    {
        var failed = _rounds.SelectMany(round => round.Applied).Where(applied => applied.Action is ItemAction.Failed or ItemAction.Conflict)
            .Select(applied => applied.Change.Namespace).ToHashSet();
        return plan with { Targets = [.. plan.Targets.Where(target => !failed.Contains(target.Namespace))] };
    }

    private Round PlanRound(ClusterSnapshot snapshot, DesiredSecret desired)
    {
        var diagnosis = Diagnosis.Of(snapshot, desired, _settings);
        var plan = Planner.Plan(snapshot, diagnosis, desired, _settings);
        return new(snapshot, diagnosis, plan with { Targets = [.. plan.Targets.Select(WithoutEndlessRestarts)] }, []);
    }

    private TargetPlan WithoutEndlessRestarts(TargetPlan target) => target with
    {
        Pods = [.. target.Pods.Select(step => step.Change is null || RestartsOf(step.Pod.Owner) < MaxRestarts ? step : step with
        {
            Action = ItemAction.Failed,
            Change = null,
            Reason = $"{step.Pod.Owner} was restarted {MaxRestarts} times already; {step.Reason}",
        })],
    };

    private int RestartsOf(PodOwner? owner) =>
        _rounds.Count(round => round.Applied.Any(applied => applied.IsEffective && applied.Change is RestartPod restart && restart.Pod.Owner == owner));

    private Task<ClusterSnapshot> RefreshAsync(Round round, IReadOnlyList<UnmetCondition> outstanding, IReadOnlyList<string> absent) =>
        _reader.RefreshAsync(round.Snapshot, outstanding.Where(item => !item.CannotRecover).Select(item => item.Namespace)
            .Concat(absent).Concat(round.Applied.Select(applied => applied.Change.Namespace)).ToHashSet());

    /// <summary>
    /// Named target namespaces that the run still waits for: not there, or with nothing in them to link. One that was there all
    /// along without anything to link gets a moment only, or every later run would wait in vain.
    /// </summary>
    private List<string> AwaitedNamespaces(Round round) =>
        _deadline.Elapsed >= _settings.WaitForNamespaces
            ? []
            : [.. round.Plan.Targets
                .Where(target => target.IsPending || (target.LeftAlone is null && target.ServiceAccounts.Count == 0 && MayStillFill(target.Namespace)))
                .Select(target => target.Namespace).Intersect(_settings.NamedNamespaces)];

    private bool MayStillFill(string ns) => _rounds[0].Snapshot.Find(ns) is null || _deadline.Elapsed < FillingPatience;

    private async Task<IReadOnlyList<UnmetCondition>> ReadHubAsync()
    {
        if (_hub is null)
        {
            return [];
        }

        try
        {
            _managedCluster = await new HubReader(_hub, _settings.ManagedCluster!).ReadAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (ApiErrors.IsExpected(e))
        {
            return [new("hub", ApiErrors.Explain(e, _hub.Access), IsFailure: true, CannotRecover: ApiErrors.IsFinal(e))];
        }

        return _managedCluster.Missing is { } missing
            ? [new("hub", $"managed cluster {_managedCluster.Name} is not {missing}: {_managedCluster.Message}", IsFailure: true)]
            : [];
    }

    private Task<IReadOnlyList<AppliedChange>> ApplyAsync(string step, Plan plan)
    {
        var work = Sentence.OfWork(plan);
        Say(step, work);
        var applier = new ChangeApplier(_cluster, _reader, _settings, _log, _end.Token);
        return applier.ApplyAsync(plan, (done, all) => SayCount(step, work, done, all));
    }

    private RunOutcome Broken(string message) => new(
        _rounds.Count == 0
            ? new() { Failed = true, Msg = message }
            : ReportBuilder.OfRun(_rounds, Recovery.Judge(_rounds, _rounds[^1]), message),
        null);

    private Report WithFigures(Report report) => report with
    {
        ManagedCluster = _managedCluster,
        Requests = _cluster.Requests + (_hub?.Requests ?? 0),
        Duration = Math.Round(_deadline.Elapsed.TotalSeconds, 2),
        Warnings = [.. TlsWarnings().Concat(_reader.Warnings).Concat(report.Warnings).Distinct()],
    };

    private IEnumerable<string> TlsWarnings() =>
        from session in new[] { _cluster, _hub }
        where session?.Access.SkipTlsVerify == true
        select $"The certificate of {session.Host} is not verified, so anybody on the way can read what is sent. Set validate_certs to true, or mend the kubeconfig.";

    private void NamePlugin(string command, string origin)
    {
        Log.RunsExecPlugin(_log, command, origin);
        Say("logging in", $"by the exec plugin {command} of {origin}");
    }

    private void SayCount(string step, string detail, int done, int all) =>
        Say(step, string.Create(CultureInfo.InvariantCulture, $"{detail}, {done:N0} of {all:N0} {(all == 1 ? "namespace" : "namespaces")}"));

    private void Say(string step, string detail)
    {
        if (step == "waiting")
        {
            Log.Waiting(_log, detail);
        }

        _request.Progress?.Report(new(step, detail));
    }
}
