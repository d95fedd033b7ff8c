using PostSoftwareHook.Contract;
using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.CommandLine.Output;

/// <summary>How much was, or would be, done on a cluster.</summary>
internal sealed class Tally
{
    private readonly int[] _counts;
    private readonly int _namespaces;

    /// <summary>Counts what <paramref name="report"/> tells.</summary>
    public Tally(Report report)
    {
        var targets = report.Targets ?? [];
        var actions = targets.SelectMany(ActionsOf).ToList();
        _counts =
        [
            actions.Count(action => action is ItemAction.Created or ItemAction.Updated or ItemAction.Adopted or ItemAction.Recreated),
            actions.Count(action => action == ItemAction.Linked),
            actions.Count(action => action == ItemAction.Restarted),
            actions.Count(action => action == ItemAction.Unlinked),
            actions.Count(action => action == ItemAction.Deleted),
        ];
        _namespaces = targets.Count(target => ActionsOf(target).Any(IsDone));
    }

    /// <summary>Whether there is nothing to count.</summary>
    public bool IsEmpty => _counts.Sum() == 0;

    /// <summary><c>2 secrets, 7 links and 9 restarts</c>.</summary>
    public string Short => Say(["secret", "link", "restart", "unlink", "deletion"]);

    /// <summary><c>2 secrets to write, 7 serviceaccounts to link and 9 pods to restart in 2 namespaces</c>.</summary>
    public string Planned => Long([" to write", " to link", " to restart", " to unlink", " to delete"]);

    /// <summary><c>2 secrets written, 7 serviceaccounts linked and 9 pods restarted in 2 namespaces</c>.</summary>
    public string Executed => Long([" written", " linked", " restarted", " unlinked", " deleted"]);

    /// <summary>Whether an action changes something.</summary>
    public static bool IsDone(ItemAction action) => action is not (ItemAction.Unchanged or ItemAction.Skipped or ItemAction.Pending or ItemAction.Conflict or ItemAction.Failed);

    private static IEnumerable<ItemAction> ActionsOf(TargetReport target) =>
        target.ServiceAccounts.Select(account => account.Action)
            .Concat(target.Pods.Select(pod => pod.Action))
            .Concat(target.Secret is { } secret ? [secret.Action] : []);

    private string Long(string[] verbs) => IsEmpty ? "nothing" : $"{Say(["secret", "serviceaccount", "pod", "serviceaccount", "secret"], verbs)} in {Words.Count(_namespaces, "namespace")}";

    private string Say(string[] nouns, string[]? verbs = null) =>
        Words.And([.. nouns.Select((noun, i) => _counts[i] == 0 ? "" : Words.Count(_counts[i], noun) + verbs?[i]).Where(part => part.Length > 0)]);
}
