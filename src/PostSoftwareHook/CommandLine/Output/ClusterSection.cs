using PostSoftwareHook.Contract;
using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.CommandLine.Output;

/// <summary>One cluster's result, part by part: what it means, what was done, what is left, and last what failed and what to type next.</summary>
internal sealed class ClusterSection(Page page, ClusterResult result, IReadOnlyList<string> typed, PagePart part, bool isOneOfMany)
{
    /// <summary>As many as this are told one by one; more are told as a group.</summary>
    private const int ToldSingly = 3;

    private readonly Report _report = result.Report;

    private IReadOnlyList<TargetReport> Targets => _report.Targets ?? [];

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
        if (part != PagePart.Plan || !_report.Changed)
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
        foreach (var failure in Failures())
        {
            page.Item(failure);
        }

        WriteNext();
    }

    private void WriteTitle() => page.Heading($"Cluster {result.Cluster.Name}{(_report.Cluster is { } cluster ? $": {string.Join(", ", new[] { cluster.Host, cluster.Version, cluster.Infrastructure }.OfType<string>())}" : "")}");

    private void WriteVerdict()
    {
        if (_report.Diagnosis is not { } diagnosis)
        {
            return;
        }

        var guide = VerdictText.Of(_report);
        page.Heading($"Verdict: {Words.Snake(diagnosis.Verdict)}", diagnosis.Verdict == Verdict.Healthy ? Tone.Good : Tone.Warn);
        foreach (var sentence in IsHealsWorkDone(diagnosis.Verdict) ? [.. guide.Meaning.SkipLast(1), VerdictText.NothingLeftForHeal] : guide.Meaning)
        {
            page.Item(sentence);
        }

        page.Item("See it yourself:");
        if (result.Cluster.Path is { } path)
        {
            page.Code($"export KUBECONFIG={ShellWords.Quote(Path.GetFullPath(path))}");
        }

        page.Code(WithContext(guide.Evidence.ToString()));
    }

    /// <summary>Whether the verdict is one that heal mends, and yet there is nothing that heal would do.</summary>
    private bool IsHealsWorkDone(Verdict verdict) =>
        verdict is Verdict.LinkMissing or Verdict.CopyStale && !_report.Failed && _report.Outcome == TargetStatus.Unchanged;

    /// <summary>The evidence, but for the pods that are told of below because they are left alone or failed.</summary>
    private void WriteSeen()
    {
        var toldBelow = Targets.SelectMany(target => target.Pods.Where(pod => pod.Action is ItemAction.Skipped or ItemAction.Failed).Select(pod => $"{target.Namespace}/{pod.Name}")).ToHashSet(StringComparer.Ordinal);
        var isSourceKnown = _report.Diagnosis is { Verdict: not Verdict.SourceInvalid }; // without a source nothing can be said of a pod
        var groups = PodGroup.Of((_report.Diagnosis?.Pods ?? []).Where(pod => isSourceKnown && !toldBelow.Contains($"{pod.Namespace}/{pod.Pod.Name}")));
        var others = (_report.Diagnosis?.Evidence ?? []).Where(evidence => !evidence.Subject.StartsWith("pod ", StringComparison.Ordinal) && evidence.Message != _report.Msg).ToList();
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
        var targets = Targets.Where(target => Done(target).Any()).ToList();
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

    private IEnumerable<string> Done(TargetReport target) =>
    [
        .. target.Secret is { } secret && Tally.IsDone(secret.Action)
            ? [$"{Words.Verb(secret.Action, result.IsPlan)} secret {secret.Name}{(secret.Action == ItemAction.Deleted || secret.Hosts.Count == 0 ? "" : $" for {string.Join(", ", secret.Hosts)}")}{(secret.Reason is { } reason ? $": {reason}" : "")}"]
            : Array.Empty<string>(),
        .. target.ServiceAccounts.Where(account => Tally.IsDone(account.Action)).GroupBy(account => Words.Verb(account.Action, result.IsPlan), StringComparer.Ordinal)
            .Select(group => $"{group.Key} {Words.Count(group.Count(), "serviceaccount")}: {Words.Names([.. group.Select(account => account.Name)])}"),
        .. target.Pods.Where(pod => Tally.IsDone(pod.Action)).GroupBy(pod => Words.Verb(pod.Action, result.IsPlan), StringComparer.Ordinal)
            .Select(group => $"{group.Key} {Words.Count(group.Count(), "pod")}: {Words.Names([.. group.Select(pod => pod.Name)])}"),
    ];

    private void WriteLeft()
    {
        var hasPods = Targets.Any(target => LeftPods(target).Any());
        var pending = Targets.Where(target => target.Status == TargetStatus.Pending).Select(target => target.Namespace).ToList();
        var others = OtherWarnings().Concat(LeftAccounts()).ToList();
        if (!hasPods && others.Count + pending.Count == 0)
        {
            return;
        }

        page.Heading("Left as it is", hasPods || others.Count > 0 ? Tone.Warn : Tone.Strong);
        foreach (var target in Targets)
        {
            foreach (var group in LeftPods(target).GroupBy(pod => $"{pod.Step?.Verdict}", StringComparer.Ordinal))
            {
                WriteLeft(target.Namespace, [.. group]);
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

    private static IEnumerable<PodReport> LeftPods(TargetReport target) => target.Pods.Where(pod => pod.Action == ItemAction.Skipped);

    private void WriteLeft(string ns, List<PodReport> pods)
    {
        foreach (var pod in pods.Take(pods.Count > ToldSingly ? 1 : ToldSingly))
        {
            page.Item($"pod {ns}/{pod.Name}: {pod.Reason}");
            if (pod.Step?.Command is { } command)
            {
                page.Code(WithContext(command));
            }
        }

        if (pods.Count > ToldSingly)
        {
            page.Item($"and {Words.Count(pods.Count - 1, "pod")} like it: {Words.Names([.. pods.Skip(1).Select(pod => pod.Name)])}");
        }
    }

    /// <summary>The warnings that aren't about a pod, which is told of already.</summary>
    private IEnumerable<string> OtherWarnings() =>
        _report.Warnings.Where(warning => !Targets.Any(target => target.Pods.Any(pod => warning.StartsWith($"Pod {target.Namespace}/{pod.Name} is left alone", StringComparison.Ordinal)))).Select(OptionNames.InMessage);

    private IEnumerable<string> LeftAccounts() =>
    [
        .. Targets.Where(target => target.Status == TargetStatus.Unchanged && target.Reason is not null).Select(target => $"namespace {target.Namespace}: {target.Reason}"),
        .. from target in Targets
           from account in target.ServiceAccounts
           where account.Action == ItemAction.Skipped && account.Reason is not null
           select $"serviceaccount {target.Namespace}/{account.Name}: {account.Reason}",
    ];

    private void WriteFailures()
    {
        var failures = Failures().ToList();
        if (!_report.Failed || (failures.Count == 1 && failures[0] == OptionNames.InMessage(_report.Msg)))
        {
            return;
        }

        page.Heading(result.IsStopped ? "Not done yet" : result.Verb == HookVerb.Verify ? "Not well" : "Failed", Tone.Bad);
        foreach (var failure in failures)
        {
            page.Item(failure);
        }
    }

    private List<string> Failures()
    {
        var failures = Targets.SelectMany(FailuresOf).Select(OptionNames.InMessage).ToList();
        if (_report.ManagedCluster is { Missing: { } missing } hub)
        {
            failures.Add($"managed cluster {hub.Name} is not {missing} on the hub: {hub.Message}");
        }

        return failures.Count > 0 ? failures : [OptionNames.InMessage(_report.Msg)];
    }

    private IEnumerable<string> FailuresOf(TargetReport target)
    {
        var failed = target.Pods.Where(pod => pod.Action == ItemAction.Failed).Select(pod => pod.Name).ToHashSet(StringComparer.Ordinal);
        var groups = PodGroup.Of((_report.Diagnosis?.Pods ?? []).Where(pod => pod.Namespace == target.Namespace && failed.Contains(pod.Pod.Name)));
        var grouped = groups.SelectMany(group => group.Pods).Select(pod => pod.Pod.Name).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. target.Failures.Count == 0 && target.Secret is { Action: ItemAction.Conflict, Reason: { } conflict } ? [conflict] : Array.Empty<string>(),
            .. groups.Select(group => $"{group.Sentence} {group.RegistrysWords} ({group.Names})"),
            .. target.Failures.Where(failure => !grouped.Any(name => failure.StartsWith($"pod {name} is stuck", StringComparison.Ordinal)))
                .Select(failure => failure.Contains(target.Namespace, StringComparison.Ordinal) ? failure : $"{target.Namespace}: {failure}"),
        ];
    }

    private void WriteEnd()
    {
        var tally = new Tally(_report);
        var outcome = Words.Outcome(result);
        var did = result.IsPlan ? $"{tally.Planned}.{(part == PagePart.Plan ? "" : " Nothing was written.")}" : $"{tally.Executed}.";
        var text = result switch
        {
            { IsStopped: true } or { Report.Failed: true } when Failures() is [var only] && only == OptionNames.InMessage(_report.Msg) => only,
            { Report.Failed: true } => tally.IsEmpty ? "see above." : $"see above. {(result.IsPlan ? "To do" : "Done")}: {did}",
            { Report.Changed: true } => did,
            _ => OptionNames.InMessage(_report.Msg.Split(" Not there yet: ")[0]).Replace("see the warnings", "see above", StringComparison.Ordinal).Replace("Verified: ", "", StringComparison.Ordinal),
        };
        page.Heading($"{outcome.ToUpperInvariant()}: {text}{(_report.CatalogSources is { Count: > 0 } catalogs && _report is { Failed: false } && !result.IsPlan && catalogs.All(catalog => catalog.Ready) ? $" {Words.Count(catalogs.Count, "catalog")} READY." : "")}{(Words.Seconds(_report) is { Length: > 0 } seconds ? $" ({seconds}, {_report.Requests} requests)" : "")}", Words.ToneOf(result));
        if (part != PagePart.Plan)
        {
            WriteNext();
        }
    }

    private void WriteNext()
    {
        if (result.IsStopped || result.WouldChange)
        {
            page.Item("Next:");
            page.Code(NextCommand.Of(result.WouldChange && result.Verb != HookVerb.Remove ? HookVerb.Heal : result.Verb, typed, isOneOfMany ? result.Cluster : null));
        }
        else if (_report.Failed && result.Verb == HookVerb.Verify && _report.Targets?.Any(target => target.ServiceAccounts.Any(account => account.Action == ItemAction.Pending)) == true)
        {
            page.Item("Next:");
            page.Code(NextCommand.Of(HookVerb.Heal, typed, isOneOfMany ? result.Cluster : null));
        }
        else if (_report is { Failed: true, Diagnosis: not null } && VerdictText.Of(_report).WayOut is { } wayOut)
        {
            page.Item($"Next: {wayOut}");
        }
        else if (_report is { Failed: true, Diagnosis: null } && isOneOfMany)
        {
            page.Item("Next, when that is mended:");
            page.Code(NextCommand.Of(result.Verb, typed, result.Cluster));
        }
        else if (_report.Outcome == TargetStatus.Pending)
        {
            page.Item("Next: run it again once they are there.");
        }
    }

    private string WithContext(string command) => result.Cluster.Context is { } context
        ? string.Join("| ", command.Split("| ").Select(part => part.StartsWith("oc ", StringComparison.Ordinal) ? $"oc --context {ShellWords.Quote(context)} {part[3..]}" : part))
        : command;
}
