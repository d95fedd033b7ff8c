using PostSoftwareHook.Contract;
using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.CommandLine.Output;

/// <summary>Writes one cluster's result: verdict, evidence, changes, items left unchanged, failures, next command.</summary>
internal sealed class ClusterSection(Page page, ClusterResult result, IReadOnlyList<string> typed, PagePart part, bool isOneOfMany)
{
    /// <summary>Up to this many pods are listed singly; more are summarized.</summary>
    private const int ToldSingly = 3;

    private readonly RunResult _run = result.Run;
    private readonly IReadOnlyList<string> _failures = FailureLines.Of(result.Run);

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

    /// <summary>Writes only the failures and the next step, for one of many clusters.</summary>
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
        foreach (var sentence in IsHealsWorkDone(diagnosis.Verdict) ? [.. guide.Meaning.SkipLast(1), diagnosis.Pods.Any(pod => pod.Verdict == diagnosis.Verdict) ? VerdictText.NothingLeftForHeal : VerdictText.NotInTheTargets] : guide.Meaning)
        {
            page.Item(sentence);
        }

        if (VerdictText.HasPlaceholder(guide.Evidence))
        {
            return;
        }

        page.Item("See it yourself:");
        if (result.Cluster.Path is { } path)
        {
            page.Code($"export KUBECONFIG={ShellWords.Quote(Path.GetFullPath(path))}");
        }

        page.Code(OcOptions.Apply(guide.Evidence, result.Cluster));
    }

    /// <summary>Whether heal repairs this verdict but has nothing left to do.</summary>
    private bool IsHealsWorkDone(Verdict verdict) =>
        verdict is Verdict.LinkMissing or Verdict.CopyStale && !_run.Failed && _run.Outcome == TargetStatus.Unchanged;

    /// <summary>Writes the evidence, except for skipped and failed pods, which a later part lists.</summary>
    private void WriteSeen()
    {
        if (_run.Diagnosis is not { } diagnosis)
        {
            return;
        }

        var toldBelow = _run.Targets.SelectMany(target => target.Pods.Where(pod => pod.Action is ItemAction.Skipped or ItemAction.Failed).Select(pod => Subject.Pod(target.Namespace, pod.Step.Pod))).ToHashSet();
        var groups = diagnosis.Verdict == Verdict.SourceInvalid // without a source, no pod can be judged
            ? []
            : PodGroup.Of(diagnosis.Pods.Where(pod => !toldBelow.Contains(Subject.Pod(pod.Namespace, pod.Pod))));
        var others = diagnosis.Evidence.Where(evidence => evidence.Subject.Kind is not (SubjectKind.Pod or SubjectKind.Job) && evidence.Message != _run.Problem).ToList();
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

        foreach (var cost in _run.Notices.Where(notice => notice.Kind == NoticeKind.PodsReplaced))
        {
            page.Item(cost.Text);
        }
    }

    private IEnumerable<string> Done(TargetResult target) =>
    [
        .. target.Secret is { } secret && secret.Action.IsDone()
            ? [$"{Words.Verb(secret.Action, result.IsPlan)} secret {secret.Name}{(secret.Action == ItemAction.Deleted || secret.Hosts.Count == 0 ? "" : $" for {string.Join(", ", secret.Hosts)}")}{(secret.Reason is { } reason ? $": {reason}" : "")}"]
            : Array.Empty<string>(),
        .. target.ServiceAccounts.Where(account => account.Action.IsDone()).GroupBy(account => Words.Verb(account.Action, result.IsPlan), StringComparer.Ordinal)
            .Select(group => $"{group.Key} {Words.Count(group.Count(), "serviceaccount")}: {Words.Names([.. group.Select(account => account.Name)])}"),
        .. target.Pods.Where(pod => pod.Action.IsDone() && pod.Step.Pod.IsGone).Select(job => $"{(result.IsPlan ? "delete" : "deleted")} failed job {job.Name}, for OLM to make it anew"),
        .. target.Pods.Where(pod => pod.Action.IsDone() && !pod.Step.Pod.IsGone).GroupBy(pod => Words.Verb(pod.Action, result.IsPlan), StringComparer.Ordinal)
            .Select(group => $"{group.Key} {Words.Count(group.Count(), "pod")}: {Words.Names([.. group.Select(pod => pod.Name)])}"),
    ];

    private void WriteLeft()
    {
        var hasPods = _run.Targets.Any(target => LeftPods(target).Any());
        var notices = _run.Notices.Where(notice => notice.Kind is NoticeKind.Warning or NoticeKind.LinksLeft).ToList(); // the pods' results say more of a pod
        var pending = _run.Targets.Where(target => target.Status == TargetStatus.Pending).Select(target => target.Namespace).ToList();
        var others = _run.Unmet.Where(condition => !condition.IsFailure).Select(condition => $"{condition}").Concat(LeftAccounts()).ToList();
        if (!hasPods && notices.Count + others.Count + pending.Count == 0)
        {
            return;
        }

        page.Heading("Left unchanged", hasPods || notices.Count + others.Count > 0 ? Tone.Warn : Tone.Strong);
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
            page.Item($"Namespaces that do not exist: {string.Join(", ", pending)}");
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
        .. LeftNamespaces(),
        .. _run.Targets.SelectMany(LeftAccounts),
    ];

    private IEnumerable<string> LeftNamespaces()
    {
        var left = _run.Targets.Where(target => target is { Status: TargetStatus.Unchanged, LeftAlone: not null }).ToList();
        return
        [
            .. left.Take(ToldSingly).Select(target => $"namespace {target.Namespace}: {target.LeftAlone}"),
            .. left.Count > ToldSingly ? [$"and {Words.Count(left.Count - ToldSingly, "more namespace")}: {Words.Names([.. left.Skip(ToldSingly).Select(target => target.Namespace)])}"] : Array.Empty<string>(),
        ];
    }

    private static IEnumerable<string> LeftAccounts(TargetResult target)
    {
        var left = target.ServiceAccounts.Where(account => account is { Action: ItemAction.Skipped, Reason: not null }).ToList();
        var told = left.Count > ToldSingly ? 1 : left.Count;
        return
        [
            .. left.Take(told).Select(account => $"serviceaccount {target.Namespace}/{account.Name}: {account.Reason}"),
            .. left.Count > told ? [$"{Words.Count(left.Count - told, "more serviceaccount")} left as they are: {Words.Names([.. left.Skip(told).Select(account => account.Name)])}"] : Array.Empty<string>(),
        ];
    }

    private void WriteFailures()
    {
        if (!_run.Failed || _failures.Count == 0)
        {
            return;
        }

        page.Heading(result.IsStopped ? "Not finished" : _run.Purpose == Purpose.Verify ? "Not healthy" : "Failed", Tone.Bad);
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
            { Purpose: Purpose.Verify, Diagnosis.Verdict: not Verdict.ClusterNotReady } => Sentence.Verified(_run),
            _ => Sentence.Nothing(_run, "see above"),
        };
    }

    private string ReadyCatalogs() => _run is { Catalogs.Count: > 0, Failed: false } && !result.IsPlan && _run.Catalogs.All(catalog => catalog.Ready)
        ? $" {Words.Count(_run.Catalogs.Count, "catalog")} READY."
        : "";
}
