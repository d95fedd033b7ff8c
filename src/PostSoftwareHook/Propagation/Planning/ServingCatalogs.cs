namespace PostSoftwareHook.Propagation;

/// <summary>
/// Catalogs whose Ready pod a changed link would cost. OLM 4.16 and newer hashes a pod's spec with the imagePullSecrets of the
/// catalog's serviceaccount in it. When the hash changes, it deletes all of the catalog's pods before it creates the new one
/// (operator-lifecycle-manager, pkg/controller/registry/reconciler/grpc.go, <c>ensurePod</c>); if that one cannot be pulled,
/// nothing serves.
/// </summary>
internal static class ServingCatalogs
{
    /// <summary>
    /// The Ready pods that OLM replaces when the links of <paramref name="account"/> change. OLM uses the serviceaccount of the
    /// catalog's name, whoever made it, and leaves update polls to their next interval.
    /// </summary>
    public static IReadOnlyList<PodSnapshot> PodsOf(NamespaceSnapshot ns, string account) =>
        ns.CatalogSources.FirstOrDefault(catalog => catalog.Name == account) is { } catalog
            ? [.. ns.Pods.Where(pod => pod is { IsReadyOrCompleted: true, IsTerminating: false, IsUpdatePoll: false } && pod.Owner?.Uid == catalog.Uid)]
            : [];

    /// <summary>Why <paramref name="account"/> is not linked, or null where nothing keeps it from that.</summary>
    public static string? ReasonNotToLink(NamespaceSnapshot ns, string account, Settings settings) =>
        Reason(ns, account, settings, "a link makes OLM replace that pod", "link");

    /// <summary>Why the link of <paramref name="account"/> stays, or null where nothing keeps it from being removed.</summary>
    public static string? ReasonNotToUnlink(NamespaceSnapshot ns, string account, Settings settings) =>
        Reason(ns, account, settings, "removing the link makes OLM replace that pod", "unlink");

    /// <summary>What <paramref name="changes"/> cost, by namespace; nothing where no Ready pod is replaced.</summary>
    public static IEnumerable<Notice> Notices(ClusterSnapshot snapshot, IEnumerable<Change> changes) =>
        from links in changes.OfType<RewriteLinks>().GroupBy(change => change.Namespace)
        let ns = snapshot.Find(links.Key)
        where ns is not null
        let catalogs = links.Select(change => change.Name).Distinct().Where(name => PodsOf(ns, name).Count > 0).ToList()
        where catalogs.Count > 0
        select new Notice(
            Subject.Catalog(ns.Name, string.Join(", ", catalogs)),
            NoticeKind.PodsReplaced,
            $"OLM replaces {CountAndNames(ns, catalogs)}: the imagePullSecrets of {(catalogs.Count == 1 ? "its catalog's serviceaccount" : "their catalogs' serviceaccounts")} change.");

    /// <summary>What it would cost to remove the links of <paramref name="catalogs"/>, which stay.</summary>
    public static Notice CostOfUnlinking(NamespaceSnapshot ns, IReadOnlyList<string> catalogs) => Notice.Warning(
        Subject.Catalog(ns.Name, string.Join(", ", catalogs)),
        $"In {ns.Name}, the links of {string.Join(", ", catalogs)} stay, and so does the secret that they name: if they are removed, OLM replaces {CountAndNames(ns, catalogs)}, and the new ones pull with the node's credentials alone. Set {OptionReference.To("replace_ready_pods")} to remove them anyway.");

    private static string? Reason(NamespaceSnapshot ns, string account, Settings settings, string cost, string verb) =>
        !settings.ReplaceReadyPods && PodsOf(ns, account) is { Count: > 0 } pods
            ? $"its catalog serves from pod {string.Join(", ", pods.Select(pod => pod.Name))}, and {cost}; set {OptionReference.To("replace_ready_pods")} to {verb} it anyway"
            : null;

    private static string CountAndNames(NamespaceSnapshot ns, IEnumerable<string> catalogs)
    {
        var pods = catalogs.SelectMany(catalog => PodsOf(ns, catalog)).Select(pod => pod.Name).ToList();
        return $"{pods.Count} Ready {(pods.Count == 1 ? "pod" : "pods")} ({string.Join(", ", pods)})";
    }
}
