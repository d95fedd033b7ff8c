using PostSoftwareHook.Contract;
using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.CommandLine.Output;

/// <summary>One cluster's result, part by part: what it means, what was done, what is left, and last what failed and what to type next.</summary>
internal sealed class ClusterSection(Page page, ClusterResult result, IReadOnlyList<string> typed, PagePart part, bool isOneOfMany)
{
    /// <summary>As many as this are told one by one; more are told as a group.</summary>
    private const int ToldSingly = 3;

    private readonly RunResult _run = result.Run;
    private readonly IReadOnlyList<string> _failures = FailureLines.Of(result.Run);

    /// <summary>Writes all of its part.</summary>
    public void Write()
    {
        WriteTitle();
        if (part != PagePart.End)
        {
            WriteVerdict();
            WriteSeen();
        }

        WriteDone();
        if (part != PagePart.Plan || !_run.Changed)
        {
            WriteLeft();
        }

        WriteFailures();
        WriteEnd();
    }

    /// <summary>Writes what failed and what to do, alone: for one of many.</summary>
    public void WriteFailure()
    {
        page.Heading($"{result.Cluster.Name} {Words.Outcome(result)}", Tone.Bad);
        foreach (var failure in _failures.Count > 0 ? _failures : [_run.Problem ?? Sentence.Of(_run)])
        {
            page.Item(failure);
        }

        new NextStep(page, result, typed, isOneOfMany).Write();
    }

    private void WriteTitle() => page.Heading($"Cluster {result.Cluster.Name}{(_run.Cluster is { } cluster ? $": {string.Join(", ", new[] { cluster.Host, cluster.Version, cluster.Infrastructure }.OfType<string>())}" : "")}");

    private void WriteVerdict()
    {
        if (_run.Diagnosis is not { } diagnosis)
        {
            return;
        }

        var guide = VerdictText.Of(_run);
        page.Heading($"Verdict: {SnakeCase.Of(diagnosis.Verdict)}", diagnosis.Verdict == Verdict.Healthy ? Tone.Good : Tone.Warn);
        foreach (var sentence in IsHealsWorkDone(diagnosis.Verdict) ? [.. guide.Meaning.SkipLast(1), VerdictText.NothingLeftForHeal] : guide.Meaning)
        {
            page.Item(sentence);
        }

        page.Item("See it yourself:");
        if (result.Cluster.Path is { } path)
        {
            page.Code($"export KUBECONFIG={ShellWords.Quote(Path.GetFullPath(path))}");
        }

        page.Code(OcOptions.Apply(guide.Evidence, result.Cluster));
    }

    /// <summary>Whether the verdict is one that heal mends, and yet there is nothing that heal would do.</summary>
    private bool IsHealsWorkDone(Verdict verdict) =>
        verdict is Verdict.LinkMissing or Verdict.CopyStale && !_run.Failed && _run.Outcome == TargetStatus.Unchanged;

    /// <summary>The evidence, but for the pods that are told of below because they are left alone or failed.</summary>
    private void WriteSeen()
    {
        if (_run.Diagnosis is not { } diagnosis)
        {
            return;
        }

        var toldBelow = _run.Targets.SelectMany(target => target.Pods.Where(pod => pod.Action is ItemAction.Skipped or ItemAction.Failed).Select(pod => Subject.Pod(target.Namespace, pod.Name))).ToHashSet();
        var groups = diagnosis.Verdict == Verdict.SourceInvalid // without a source nothing can be said of a pod
            ? []
            : PodGroup.Of(diagnosis.Pods.Where(pod => !toldBelow.Contains(Subject.Pod(pod.Namespace, pod.Pod.Name))));
        var others = diagnosis.Evidence.Where(evidence => evidence.Subject.Kind != SubjectKind.Pod && evidence.Message != _run.Problem).ToList();
        if (groups.Count + others.Count == 0)
        {
            return;
        }

        page.Heading("Seen");
        foreach (var evidence in others)
        {
            page.Item($"{evidence.Subject} {evidence.Message}");
        }

        foreach (var group in groups)
        {
            page.Item(group.Sentence);
            page.Item(group.RegistrysWords, depth: 2);
        }
    }

    private void WriteDone()
    {
        var targets = _run.Targets.Where(target => Done(target).Any()).ToList();
        if (targets.Count == 0)
        {
            return;
        }

        page.Heading(result.IsPlan ? "To do" : "Done");
        foreach (var target in targets)
        {
            page.Item(target.Namespace);
            foreach (var line in Done(target))
            {
                page.Item(line, depth: 2);
            }
        }
    }

    private IEnumerable<string> Done(TargetResult target) =>
    [
        .. target.Secret is { } secret && secret.Action.IsDone()
            ? [$"{Words.Verb(secret.Action, result.IsPlan)} secret {secret.Name}{(secret.Action == ItemAction.Deleted || secret.Hosts.Count == 0 ? "" : $" for {string.Join(", ", secret.Hosts)}")}{(secret.Reason is { } reason ? $": {reason}" : "")}"]
            : Array.Empty<string>(),
        .. target.ServiceAccounts.Where(account => account.Action.IsDone()).GroupBy(account => Words.Verb(account.Action, result.IsPlan), StringComparer.Ordinal)
            .Select(group => $"{group.Key} {Words.Count(group.Count(), "serviceaccount")}: {Words.Names([.. group.Select(account => account.Name)])}"),
        .. target.Pods.Where(pod => pod.Action.IsDone()).GroupBy(pod => Words.Verb(pod.Action, result.IsPlan), StringComparer.Ordinal)
            .Select(group => $"{group.Key} {Words.Count(group.Count(), "pod")}: {Words.Names([.. group.Select(pod => pod.Name)])}"),
    ];

    private void WriteLeft()
    {
        var hasPods = _run.Targets.Any(target => LeftPods(target).Any());
        var notices = _run.Notices.Where(notice => notice.Kind is not (NoticeKind.PodLeftAlone or NoticeKind.PodUnexplained)).ToList(); // the pods' results say it with more
        var pending = _run.Targets.Where(target => target.Status == TargetStatus.Pending).Select(target => target.Namespace).ToList();
        var others = _run.Unmet.Where(condition => !condition.IsFailure).Select(condition => $"{condition}").Concat(LeftAccounts()).ToList();
        if (!hasPods && notices.Count + others.Count + pending.Count == 0)
        {
            return;
        }

        page.Heading("Left as it is", hasPods || notices.Count + others.Count > 0 ? Tone.Warn : Tone.Strong);
        foreach (var target in _run.Targets)
        {
            foreach (var group in LeftPods(target).GroupBy(pod => pod.Step.Verdict))
            {
                WriteLeft(target.Namespace, [.. group]);
            }
        }

        foreach (var notice in notices)
        {
            page.Item(notice.Text);
            foreach (var command in notice.Commands)
            {
                page.Code(OcOptions.Apply(command, result.Cluster));
            }
        }

        foreach (var other in others)
        {
            page.Item(other);
        }

        if (pending.Count > 0)
        {
            page.Item($"Not there (yet): {string.Join(", ", pending)}");
        }
    }

    private static IEnumerable<PodResult> LeftPods(TargetResult target) => target.Pods.Where(pod => pod.Action == ItemAction.Skipped);

    private void WriteLeft(string ns, List<PodResult> pods)
    {
        foreach (var pod in pods.Take(pods.Count > ToldSingly ? 1 : ToldSingly))
        {
            page.Item($"pod {ns}/{pod.Name}: {pod.Reason}");
            if (pod.Step.Command is { } command)
            {
                page.Code(OcOptions.Apply(command, result.Cluster));
            }
        }

        if (pods.Count > ToldSingly)
        {
            page.Item($"and {Words.Count(pods.Count - 1, "pod")} like it: {Words.Names([.. pods.Skip(1).Select(pod => pod.Name)])}");
        }
    }

    private IEnumerable<string> LeftAccounts() =>
    [
        .. _run.Targets.Where(target => target is { Status: TargetStatus.Unchanged, LeftAlone: not null }).Select(target => $"namespace {target.Namespace}: {target.LeftAlone}"),
        .. from target in _run.Targets
           from account in target.ServiceAccounts
           where account.Action == ItemAction.Skipped && account.Reason is not null
           select $"serviceaccount {target.Namespace}/{account.Name}: {account.Reason}",
    ];

    private void WriteFailures()
    {
        if (!_run.Failed || _failures.Count == 0)
        {
            return;
        }

        page.Heading(result.IsStopped ? "Not done yet" : _run.Purpose == Purpose.Verify ? "Not well" : "Failed", Tone.Bad);
        foreach (var failure in _failures)
        {
            page.Item(failure);
        }
    }

    private void WriteEnd()
    {
        page.Heading($"{Words.Outcome(result).ToUpperInvariant()}: {EndText()}{ReadyCatalogs()}{(Words.Seconds(_run) is { Length: > 0 } seconds ? $" ({seconds}, {_run.Requests} requests)" : "")}", Words.ToneOf(result));
        if (part != PagePart.Plan)
        {
            new NextStep(page, result, typed, isOneOfMany).Write();
        }
    }

    private string EndText()
    {
        var tally = Tally.Of(_run.Changes);
        var did = result.IsPlan ? $"{TallyWords.Planned(tally)}.{(part == PagePart.Plan ? "" : " Nothing was written.")}" : $"{TallyWords.Executed(tally)}.";
        return _run switch
        {
            { Failed: true, Problem: { } problem } when _failures.Count == 0 => problem,
            { Failed: true } => tally.IsEmpty ? "see above." : $"see above. {(result.IsPlan ? "To do" : "Done")}: {did}",
            { Changed: true } => did,
            { Purpose: Purpose.Verify, Diagnosis.Verdict: not Verdict.ClusterNotReady } => Sentence.AllIsWell,
            _ => Sentence.Nothing(_run, "see above"),
        };
    }

    private string ReadyCatalogs() => _run is { Catalogs.Count: > 0, Failed: false } && !result.IsPlan && _run.Catalogs.All(catalog => catalog.Ready)
        ? $" {Words.Count(_run.Catalogs.Count, "catalog")} READY."
        : "";
}
