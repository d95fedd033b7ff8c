using PostSoftwareHook.Contract;
using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.Tests.OneSourceOfTruth;

/// <summary>docs/troubleshooting.md: from what a person sees to what a person does.</summary>
internal static class TroubleshootingParts
{
    /// <summary>What is said of a verdict in addition, at its end.</summary>
    private static readonly Dictionary<Verdict, string> Extras = new()
    {
        [Verdict.CopyStale] = "The command lists the registries in the copy; compare them with those in `pull-secret` in `openshift-config`. Run `heal` once after every\nchange of the global pull secret.",
        [Verdict.PullSecretUnreadable] = "Since OpenShift 4.20 `oc get pods` shows the kubelet's words in the column STATUS; up to 4.19 they are those of the failed pull. They don't\nname the secret. `heal` reads only the secret of its own name: if that is the one, it is named; else all candidates are. A damaged copy of\nours is `copy_stale`, and `heal` renews it.",
        [Verdict.Unknown] = "The kubelet backs off up to five minutes between two tries, and for a moment after each try the pod's status says why the pull failed. `heal`\nlooks every second until `--wait-timeout` is over (300 s by default), so it mostly learns the cause and heals. If it doesn't, it exits with 1.\n`oc delete pod POD -n NAMESPACE` makes the kubelet try at once, with an event, if the pod has an owner that makes it anew, such as a\nReplicaSet or a CatalogSource. The kubelet also caches the node's own pull secret for five minutes, so a refusal may be older than a repair.",
        [Verdict.NotAuthentication] = "`heal` has nothing to do here and exits with 0.",
    };

    /// <summary>Which sign speaks for which verdict.</summary>
    public static string Signs => ReadmeParts.Table(["What you see", "Verdict"], Rows.Select(row => new[] { row.Sign, $"[{Name(row)}](#{Name(row)})" }));

    /// <summary>A section for each verdict.</summary>
    public static string Sections => string.Join("\n\n", Rows.Select(Section));

    /// <summary>With what is wrong first: whoever reads this has a problem.</summary>
    private static IEnumerable<VerdictRow> Rows =>
        Verdicts.Rows.Select(row => row.For(new("openshift-config", "pull-secret"))).OrderBy(row => row.Remedy == Remedy.None);

    private static string Section(VerdictRow row) => string.Join("\n\n",
    [
        $"## {Name(row)}",
        string.Join('\n', row.Meaning),
        "See it yourself:",
        $"    {row.Evidence}",
        .. WayOut(row) is { Count: > 0 } wayOut ? [$"What to do: {string.Join(' ', wayOut)}"] : Array.Empty<string>(),
        .. row.Commands.Count > 0 ? [string.Join(" &&\n", row.Commands.Select(command => $"    {command}"))] : Array.Empty<string>(),
        .. Extras.TryGetValue(row.Verdict, out var extra) ? [extra] : Array.Empty<string>(),
    ]);

    private static List<string> WayOut(VerdictRow row) =>
        [.. row.Remedy == Remedy.Heal ? ["`post-software-hook heal`."] : Array.Empty<string>(), .. row.Advice is { } advice ? [advice] : Array.Empty<string>()];

    private static string Name(VerdictRow row) => SnakeCase.Of(row.Verdict);
}
