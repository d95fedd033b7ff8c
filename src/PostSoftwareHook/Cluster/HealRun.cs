using k8s;
using Microsoft.Extensions.Logging;
using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.Cluster;

/// <summary>
/// One run on one cluster: observe, diagnose, plan, apply, verify, report. Verifying is the same pass again, over the namespaces
/// where something is missing, until nothing is: what turns up meanwhile is healed by the same rules.
/// </summary>
internal sealed class HealRun : IDisposable
{
    private const string Stopped = "Stopped on request. What was done until then is listed; run again to finish.";

    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long a new pod may be refused before waiting for it is given up: the kubelet's first two retries, in case the
    /// registry's no was a passing one.
    /// </summary>
    private static readonly TimeSpan RejectionPatience = TimeSpan.FromSeconds(30);

    private readonly Settings _settings;
    private readonly bool _checkMode;
    private readonly Deadline _deadline;
    private readonly ApiTraffic _traffic;
    private readonly ClusterAccess _access;
    private readonly Kubernetes _client;
    private readonly SnapshotReader _reader;
    private readonly ILogger _log;
    private readonly IProgress<RunProgress>? _progress;
    private readonly CancellationToken _stop;
    private readonly List<string> _warnings = [];
    private readonly List<Round> _rounds = [];

    private HealRun(
        ConnectionSettings connection, Settings settings, bool checkMode, ILogger log, Redactor redactor, IProgress<RunProgress>? progress, CancellationToken stop)
    {
        _settings = settings;
        _checkMode = checkMode;
        _log = log;
        _progress = progress;
        _stop = stop;
        _access = AccessResolver.Resolve(connection);
        redactor.Add(_access.Secrets);
        if (_access.SkipTlsVerify)
        {
            _warnings.Add($"The certificate of {_access.Server} is not verified, so anybody on the way can read the pull secret. Set validate_certs to true.");
        }

        _deadline = new(settings.WaitForNamespaces + settings.WaitTimeout);
        _traffic = new(_deadline, connection, log, stop);
        _client = ClusterConnection.Open(_access, connection, _traffic);
        _reader = new(_client, settings, _client.BaseUri.GetLeftPart(UriPartial.Authority), redactor, stop);
    }

    /// <summary>Runs to the end. Whatever keeps it from that is in the result, never thrown.</summary>
    /// <param name="connection">How to reach the cluster.</param>
    /// <param name="settings">What to do there.</param>
    /// <param name="checkMode">Whether to write nothing and stop after the plan.</param>
    /// <param name="log">Where to log.</param>
    /// <param name="redactor">Learns every secret that the run comes across.</param>
    /// <param name="progress">Who watches, or null.</param>
    /// <param name="stop">Stops the run cleanly between two writes.</param>
    public static async Task<RunOutcome> ExecuteAsync(
        ConnectionSettings connection, Settings settings, bool checkMode, ILogger log, Redactor redactor, IProgress<RunProgress>? progress, CancellationToken stop)
    {
        HealRun? run = null;
        RunOutcome outcome;
        try
        {
            run = new(connection, settings, checkMode, log, redactor, progress, stop);
            outcome = await run.RunAsync().ConfigureAwait(false);
        }
        catch (HookException e)
        {
            outcome = new(new() { Failed = true, Msg = e.Message }, null);
        }
        catch (Exception e) when (run is not null && ApiErrors.IsExpected(e))
        {
            outcome = run.Broken(ApiErrors.Explain(e, run._access));
        }
        catch (OperationCanceledException) when (run is not null && stop.IsCancellationRequested)
        {
            outcome = run.Broken(Stopped);
        }

        using (run)
        {
            return run is null ? outcome : outcome with { Report = run.WithFigures(outcome.Report) };
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _client.Dispose();
        _traffic.Dispose();
    }

    private Report WithFigures(Report report) => report with
    {
        Requests = _traffic.Requests,
        Duration = Math.Round(_deadline.Elapsed.TotalSeconds, 2),
        Warnings = [.. _warnings.Concat(_reader.Warnings).Concat(report.Warnings).Distinct()],
    };

    private async Task<RunOutcome> RunAsync()
    {
        Say("observing", _access.Server ?? "");
        var snapshot = await _reader.ReadAsync().ConfigureAwait(false);
        var desired = DesiredSecret.From(snapshot.Sources, _settings);
        var round = PlanRound(snapshot, desired);
        if (_checkMode || desired.Problem is not null)
        {
            return new(ReportBuilder.OfPlan(round, desired.Problem), round.Plan);
        }

        return new(await HealAsync(round, desired).ConfigureAwait(false), round.Plan);
    }

    private async Task<Report> HealAsync(Round round, DesiredSecret desired)
    {
        var applier = new ChangeApplier(_client, _reader, _access, _settings, _log, _stop);
        var sinceLastChange = new Deadline(RejectionPatience);
        while (true)
        {
            var remaining = Remaining(round.Plan);
            if (remaining.Changes.Any())
            {
                Say("healing", Sentence.OfPlan(round));
                round = round with { Applied = await applier.ApplyAsync(remaining).ConfigureAwait(false) };
                sinceLastChange = new(RejectionPatience);
            }

            _rounds.Add(round);
            var outstanding = Recovery.Judge(_rounds, round);
            var absent = AwaitedNamespaces(round);
            var isSettled = round.Applied.Count == 0 || !_settings.Wait;
            var isHopeless = outstanding.All(item => item.IsHopeless) || (sinceLastChange.IsOver && outstanding.All(item => item.IsHopeless || item.IsRefusal));
            if (_stop.IsCancellationRequested)
            {
                return ReportBuilder.OfRun(_rounds, outstanding, Stopped);
            }

            if ((absent.Count == 0 && isSettled && (!_settings.Wait || isHopeless)) || _deadline.IsOver)
            {
                return ReportBuilder.OfRun(_rounds, _settings.Wait ? outstanding : [.. outstanding.Where(item => item.IsHopeless)], null);
            }

            Say("waiting", string.Join("; ", outstanding.Select(item => item.Message).Concat(absent.Select(ns => $"namespace {ns} is not there yet"))));
            await Task.Delay(Poll < _deadline.Remaining ? Poll : _deadline.Remaining, _stop).ConfigureAwait(false);
            round = PlanRound(await RefreshAsync(round, outstanding, absent).ConfigureAwait(false), desired);
        }

    }

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
        return new(snapshot, diagnosis, Planner.Plan(snapshot, diagnosis, desired, _settings), []);
    }

    private Task<ClusterSnapshot> RefreshAsync(Round round, IReadOnlyList<Outstanding> outstanding, IReadOnlyList<string> absent) =>
        _reader.RefreshAsync(round.Snapshot, outstanding.Where(item => !item.IsHopeless).Select(item => item.Namespace)
            .Concat(absent).Concat(round.Applied.Select(applied => applied.Change.Namespace)).ToHashSet());

    /// <summary>Named target namespaces that the run still waits for: not there, or with nothing in them to link.</summary>
    private List<string> AwaitedNamespaces(Round round) =>
        _deadline.Elapsed >= _settings.WaitForNamespaces
            ? []
            : [.. round.Plan.Targets.Where(target => target.IsPending || (target.LeftAlone is null && target.ServiceAccounts.Count == 0))
                .Select(target => target.Namespace).Intersect(_settings.NamedNamespaces)];

    private RunOutcome Broken(string message) => new(
        _rounds.Count == 0
            ? new() { Failed = true, Msg = message }
            : ReportBuilder.OfRun(_rounds, Recovery.Judge(_rounds, _rounds[^1]), message),
        null);

    private void Say(string step, string detail)
    {
        if (step == "waiting")
        {
            Log.Waiting(_log, detail);
        }

        _progress?.Report(new(step, detail));
    }
}
