using Microsoft.Extensions.Logging;
using PostSoftwareHook.Guards;
using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.Run;

/// <summary>
/// One run on one cluster: observe, diagnose, plan, apply, verify, report. Verifying repeats these steps for the namespaces with
/// unmet conditions until there are none, so new problems are healed by the same rules (<see cref="RunHistory"/>).
/// </summary>
internal sealed class HookRun
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    private readonly RunRequest _request;
    private readonly Settings _settings;
    private readonly RunSession _session;
    private readonly ILogger _log;
    private readonly RunHistory _history;
    private readonly Observer _observer;

    private HookRun(RunRequest request, RunSession session, ILogger log)
    {
        _request = request;
        _settings = request.Settings;
        _session = session;
        _log = log;
        _history = new(request.Settings);
        _observer = new(session, request.Settings, _history);
    }

    /// <summary>Executes the run. Errors are part of the result, never thrown.</summary>
    /// <param name="request">The cluster and the work to do.</param>
    /// <param name="log">The logger.</param>
    /// <param name="redactor">Is given every secret that the run reads, to mask it.</param>
    /// <param name="stop">Stops the run between two writes.</param>
    public static async Task<RunOutcome> ExecuteAsync(RunRequest request, ILogger log, Redactor redactor, CancellationToken stop)
    {
        try
        {
            using var session = new RunSession(request, log, redactor, stop);
            var outcome = await new HookRun(request, session, log).ToTheEndAsync().ConfigureAwait(false);
            return outcome with { Result = session.WithFigures(outcome.Result) };
        }
        catch (HookException e)
        {
            return new(RunResult.Broken(request.Purpose, e.Message), null);
        }
#pragma warning disable CA1031 // last resort: a bug is reported as a sentence, too
        catch (Exception e)
#pragma warning restore CA1031
        {
            return new(Defective(RunResult.Broken(request.Purpose, ""), e, request, log), null);
        }
    }

    private async Task<RunOutcome> ToTheEndAsync()
    {
        try
        {
            _session.Say(new(RunStep.Observing, _session.Cluster.Host));
            return await (_request.Purpose switch
            {
                Purpose.Diagnose => DiagnoseAsync(),
                Purpose.Heal => HealAsync(),
                Purpose.Verify => VerifyAsync(),
                Purpose.PreviewRemoval or Purpose.Remove => RemoveAsync(),
            }).ConfigureAwait(false);
        }
        catch (Exception e) when (_session.Explain(e) is { } problem)
        {
            return new(Broken(problem), null);
        }
#pragma warning disable CA1031 // last resort: a bug is reported as a sentence, with the changes made so far
        catch (Exception e)
#pragma warning restore CA1031
        {
            return new(Defective(Broken(""), e, _request, _log), null);
        }
    }

    private async Task<RunOutcome> DiagnoseAsync()
    {
        var (round, desired) = await _observer.ObserveAsync().ConfigureAwait(false);
        return await PlannedAsync(round, desired.Problem).ConfigureAwait(false);
    }

    /// <summary>The plan as the result. Unmet conditions on the hub are only warnings, since the run did not try to meet them.</summary>
    private async Task<RunOutcome> PlannedAsync(Round round, string? problem)
    {
        var hub = await _session.ReadHubAsync().ConfigureAwait(false);
        var result = ResultBuilder.OfPlan(_request.Purpose, round, problem);
        return new(result with { Unmet = [.. result.Unmet, .. hub.Select(condition => condition with { IsFailure = false })] }, round.Plan);
    }

    private async Task<RunOutcome> RemoveAsync()
    {
        var snapshot = await _session.Reader.ReadAsync().ConfigureAwait(false);
        var round = new Round(snapshot, null, RemovalPlanner.Plan(snapshot, _settings), []);
        _session.LogDecisions(round.Plan);
        if (!_request.Purpose.Writes())
        {
            return new(ResultBuilder.OfPlan(_request.Purpose, round, null), round.Plan);
        }

        round = round with { Applied = await _session.ApplyAsync(RunStep.Removing, round.Plan).ConfigureAwait(false) };
        _history.Add(round, _session.Elapsed);
        return new(ResultBuilder.OfRun(_request.Purpose, _history.Rounds, Recovery.Judge(_history.Rounds, round), _session.IsStopped ? RunSession.Stopped : null), round.Plan);
    }

    private async Task<RunOutcome> HealAsync()
    {
        var (round, desired) = await _observer.ObserveAsync().ConfigureAwait(false);
        if (desired.Problem is not null)
        {
            return await PlannedAsync(round, desired.Problem).ConfigureAwait(false);
        }

        var plan = round.Plan;
        while (true)
        {
            var remaining = _history.Remaining(round.Plan);
            if (remaining.Changes.Any())
            {
                round = round with { Applied = await _session.ApplyAsync(RunStep.Healing, remaining).ConfigureAwait(false) };
            }

            var elapsed = _session.Elapsed;
            _history.Add(round, elapsed);
            var unmet = Recovery.Judge(_history.Rounds, round);
            var awaited = _history.AwaitedNamespaces(elapsed);
            if (IsAtTheEnd(unmet, awaited, elapsed))
            {
                // Only at the end: a klusterlet whose pods don't run can't have joined, and a hub that doesn't answer would use up the time.
                unmet = [.. unmet, .. await _session.ReadHubAsync().ConfigureAwait(false)];
                elapsed = _session.Elapsed; // a hub that does not answer takes time
            }

            if (_session.IsStopped)
            {
                return new(ResultBuilder.OfRun(_request.Purpose, _history.Rounds, unmet, RunSession.Stopped), plan);
            }

            if (IsAtTheEnd(unmet, awaited, elapsed))
            {
                return new(ResultBuilder.OfRun(_request.Purpose, _history.Rounds, _settings.Wait ? unmet : [.. unmet.Where(condition => condition.CannotRecover || condition.IsUnknown)], null), plan);
            }

            round = await LookAgainAsync(round, desired, unmet, awaited).ConfigureAwait(false);
        }
    }

    /// <summary>Repeats the check until every condition that waiting can meet is met, and writes nothing.</summary>
    private async Task<RunOutcome> VerifyAsync()
    {
        var (round, desired) = await _observer.ObserveAsync().ConfigureAwait(false);
        if (desired.Problem is not null)
        {
            return await PlannedAsync(round, desired.Problem).ConfigureAwait(false);
        }

        while (true)
        {
            _history.Add(round, _session.Elapsed);
            IReadOnlyList<UnmetCondition> unmet = [.. Verification.Judge(round), .. await _session.ReadHubAsync().ConfigureAwait(false)];
            var elapsed = _session.Elapsed;
            var awaited = _history.AwaitedNamespaces(elapsed);
            if (_session.IsStopped || IsAtTheEnd(unmet, awaited, elapsed))
            {
                return new(ResultBuilder.OfVerification(round, unmet, _session.IsStopped ? RunSession.Stopped : null), null);
            }

            round = await LookAgainAsync(round, desired, unmet, awaited).ConfigureAwait(false);
        }
    }

    private bool IsAtTheEnd(IReadOnlyList<UnmetCondition> unmet, IReadOnlyList<string> awaited, TimeSpan elapsed) =>
        elapsed >= _session.Limit || (awaited.Count == 0 && _history.IsSettled(unmet, elapsed));

    private async Task<Round> LookAgainAsync(Round round, DesiredSecret desired, IReadOnlyList<UnmetCondition> unmet, IReadOnlyList<string> awaited)
    {
        var missing = unmet.Where(condition => !condition.CannotRecover).Select(condition => condition.Message).Concat(awaited.Select(ns => $"namespace {ns} is not there yet"));
        _session.Say(new(RunStep.Waiting, string.Join("; ", missing)));
        var left = _session.Limit - _session.Elapsed;
        await Task.Delay(left > TimeSpan.Zero && left < Poll ? left : Poll, _session.End).ConfigureAwait(false);
        return await _observer.RefreshAsync(round, desired, _history.NamespacesToRead(unmet, awaited)).ConfigureAwait(false);
    }

    private RunResult Broken(string problem) => _history.Rounds is not [.., var latest]
        ? RunResult.Broken(_request.Purpose, problem)
        : _request.Purpose == Purpose.Verify
            ? ResultBuilder.OfVerification(latest, Verification.Judge(latest), problem)
            : ResultBuilder.OfRun(_request.Purpose, _history.Rounds, Recovery.Judge(_history.Rounds, latest), problem);

    private static RunResult Defective(RunResult result, Exception e, RunRequest request, ILogger log)
    {
        Log.Defect(log, e.ToString());
        return result with { Problem = Product.Defect(e, request.DetailFlag), IsInternalError = true };
    }
}
