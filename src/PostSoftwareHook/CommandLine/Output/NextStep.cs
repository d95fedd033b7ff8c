using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.CommandLine.Output;

/// <summary>Writes what to do next, at the end of a cluster's section.</summary>
internal sealed class NextStep(Page page, ClusterResult result, IReadOnlyList<string> typed, bool isOneOfMany)
{
    /// <summary>Further ones are like these.</summary>
    private const int MostPods = 3;

    private readonly RunResult _run = result.Run;

    /// <summary>Writes nothing if nothing is left to do.</summary>
    public void Write()
    {
        if (result.IsStopped || result.WouldChange)
        {
            Say("Next:", Command(result.WouldChange && result.Verb != HookVerb.Remove ? HookVerb.Heal : result.Verb));
        }
        else if (_run.Failed || _run.Diagnosis is { RegistriesThatRefuse.Count: > 0 })
        {
            WriteAfterFailure();
        }
        else if (_run.Outcome == TargetStatus.Pending)
        {
            page.Item("Next: run it again when they exist.");
        }
    }

    private void WriteAfterFailure()
    {
        var failedPods = FailedPods();
        if (Conflict is { } conflict)
        {
            Say("Next: see for which registries the existing secret holds credentials:", OcOptions.Apply(new(
                ShellStep.Oc($"get secret {conflict.Secret!.Name} -n {conflict.Namespace} -o jsonpath='{{.data.\\.dockerconfigjson}}'"), new("base64", "-d"), new("jq", "'.auths | keys'")), result.Cluster));
        }
        else if (_run.Purpose == Purpose.Verify && _run.Targets.Any(target => target.ServiceAccounts.Any(account => account.Action == ItemAction.Pending)))
        {
            Say("Next:", Command(HookVerb.Heal));
        }
        else if (_run.Diagnosis is not null && VerdictText.Of(_run) is { Advice: { } advice } row)
        {
            page.Item($"Next: {advice}");
            foreach (var command in row.Commands)
            {
                page.Code(OcOptions.Apply(command, result.Cluster));
            }

            WriteFailedPods(failedPods);
        }
        else if (failedPods.Count > 0)
        {
            WriteFailedPods(failedPods);
        }
        else if (_run.Failures.Any(failure => !failure.CannotRecover))
        {
            Say("Next, to check whether the problem is gone:", Command(HookVerb.Verify));
        }
        else if (_run.Diagnosis is null && isOneOfMany)
        {
            Say("Next, after correcting that:", Command(result.Verb));
        }
    }

    /// <summary>Commands for pods that only a person can restart. Of those that nothing is known of, one is enough to learn why the others like it wait.</summary>
    private void WriteFailedPods(List<Notice> pods)
    {
        foreach (var notice in pods.Where(notice => notice.Kind == NoticeKind.PodLeftAlone).Take(MostPods).Concat(pods.Where(notice => notice.Kind == NoticeKind.PodUnexplained).Take(1)))
        {
            Say(
                notice.Kind == NoticeKind.PodUnexplained ? "To make the kubelet try at once and say why:" : $"Next, to mend {notice.Subject}:",
                OcOptions.Apply(notice.Commands[0], result.Cluster));
        }
    }

    private List<Notice> FailedPods() => [.. _run.Notices.Where(notice => notice is { Kind: NoticeKind.PodLeftAlone or NoticeKind.PodUnexplained, Commands.Count: > 0 }
        && _run.Targets.Any(target => target.Namespace == notice.Subject.Namespace && target.Pods.Any(pod => pod.Action == ItemAction.Failed && pod.Name == notice.Subject.Name)))];

    private TargetResult? Conflict => _run.Targets.FirstOrDefault(target => target.Secret?.Action == ItemAction.Conflict);

    private void Say(string lead, string command)
    {
        page.Item(lead);
        page.Code(command);
    }

    private string Command(HookVerb verb) => NextCommand.Of(verb, typed, isOneOfMany ? result.Cluster : null);
}
