namespace PostSoftwareHook.Propagation;

/// <summary>The texts for the verdicts that are about the cluster as a whole.</summary>
internal static class ClusterVerdicts
{
    public static IReadOnlyList<VerdictRow> Rows { get; } =
    [
        new()
        {
            Verdict = Verdict.Healthy,
            Rank = 100,
            Remedy = Remedy.None,
            Wrong = "No pod is held back by an image pull",
            HealDoes = "does nothing, or adds preventive links, but never to a catalog that serves",
            Sign = "Something is wrong, but no pod hangs",
            Cause = "nothing holds it back",
            Meaning =
            [
                "No pod is held back by an image pull.",
                "Anything heal would still add is preventive and spares catalogs that serve: with the pull secret linked, pods can pull even if the node's credentials fail.",
                "If something else is wrong with this cluster, the pull secret is not the cause.",
            ],
            Evidence = VerdictCommands.Oc("get pods -A"),
        },
        new()
        {
            Verdict = Verdict.NodeConfigNotRolledOut,
            Rank = 76,
            Remedy = Remedy.Heal,
            Wrong = "The nodes do not have the pull secret yet",
            HealDoes = "gives the stuck pods the secret directly; you look at the pool",
            Sign = "Pods hang while a MachineConfigPool is paused, updating or degraded, or on one node only",
            Cause = "the nodes do not have the pull secret yet",
            Meaning =
            [
                "Pods are stuck on nodes that do not have the pull secret yet: their own copy lacks the registry or differs, or a change still waits in their pool.",
                "Once it has arrived, the nodes can pull by themselves, at the latest ten minutes later: the kubelet caches the old one, and pauses between pulls.",
                "heal does not have to wait for that: it gives the stuck pods the secret directly.",
            ],
            Evidence = VerdictCommands.Oc("get machineconfigpool"),
            Advice = "Find out what holds the pool back, since other changes wait for it too:",
            Commands = [VerdictCommands.Oc("describe machineconfigpool")],
        },
        new()
        {
            Verdict = Verdict.SourceInvalid,
            Rank = 20,
            Remedy = Remedy.Person,
            Wrong = "The source is missing or malformed",
            HealDoes = "writes nothing; you repair the source",
            Sign = "`heal` refuses and says that the source secret is missing or cannot be read",
            Cause = "the pull secret is missing or cannot be read",
            Meaning =
            [
                $"The pull secret {VerdictRow.Source} is missing, or cannot be read as a pull secret.",
                "Nothing was copied: a damaged copy would stop even pods that the node's own credentials still serve.",
                "Someone must repair the pull secret.",
            ],
            Evidence = VerdictCommands.Oc($"get secret {VerdictRow.SourceName} -n {VerdictRow.SourceNamespace} -o jsonpath='{{.type}}'"),
            Advice = "If the pull secret is missing, create it from https://console.redhat.com/openshift/install/pull-secret. Otherwise correct it in an editor, then run this again:",
            Commands = [VerdictCommands.Extract, new(new ShellStep("${EDITOR:-vi}", ".dockerconfigjson")), new(new ShellStep("jq", "-e .auths .dockerconfigjson > /dev/null")), VerdictCommands.PutBack, VerdictCommands.Forget],
        },
        new()
        {
            Verdict = Verdict.OperatorsFailed,
            Rank = 77,
            Remedy = Remedy.Person,
            Wrong = "The bundle of a Subscription could not be unpacked",
            HealDoes = "deletes the failed unpack Jobs whose images can be pulled by now; you look at the Subscription",
            Sign = "Operators are not installed although every pod runs; their Subscription says `BundleUnpackFailed`",
            Cause = "the bundle of a Subscription could not be unpacked",
            Meaning =
            [
                "OLM gives the Job that unpacks an operator's bundle ten minutes to pull its image; up to OpenShift 4.22 the Subscription then has failed for good.",
                "The pods are gone by then, so the cluster looks healthy.",
                "The failed Job must be deleted, and OLM must look at the Subscription again, which it does when that changes or after a quarter of an hour.",
            ],
            Evidence = VerdictCommands.Oc("get subscription.operators.coreos.com,jobs -A"),
            Advice = "OLM does not notice that a failed Job was deleted: it looks again after a quarter of an hour, or at once when the Subscription changes. If heal left the failed Job, delete it (oc delete job); then change the Subscription:",
            Commands =
            [
                VerdictCommands.Oc("annotate subscription.operators.coreos.com SUBSCRIPTION -n NAMESPACE --overwrite post-software-hook/retried-at=$(date +%s)"),
            ],
        },
        new()
        {
            Verdict = Verdict.CatalogsUnserved,
            Rank = 78,
            Remedy = Remedy.Person,
            Wrong = "A catalog is not READY, and no pod of it says why",
            HealDoes = "waits until the catalog is READY, and fails if it does not become so",
            Sign = "A CatalogSource is not READY although no pod hangs, for example on a hosted control plane",
            Cause = "its catalog is not READY",
            Meaning =
            [
                "OLM cannot reach the catalog, and no pod of it waits for its image, so the pull secret is not known to be the cause.",
                "On a hosted control plane the catalogs' pods may run in the management cluster, where this cluster cannot see them.",
                "The operators of the catalog cannot be installed until it is READY.",
            ],
            Evidence = VerdictCommands.Oc("get catalogsource -A"),
            Advice = "See what OLM says about the catalog:",
            Commands = [VerdictCommands.Oc("describe catalogsource CATALOG -n NAMESPACE")],
        },
        new()
        {
            Verdict = Verdict.ClusterNotReady,
            Rank = 10,
            Remedy = Remedy.Elsewhere,
            Wrong = "No node is Ready, or none of the namespaces exists",
            HealDoes = "does nothing; you wait",
            Sign = "No node is Ready, or the namespaces do not exist",
            Cause = "the cluster is not ready",
            Meaning =
            [
                "No node is Ready, or none of the namespaces exists: the cluster is still being installed, or is down.",
                "Until it is up, nothing can be said about image pulls.",
                "Wait for the installation, then look again.",
            ],
            Evidence = VerdictCommands.Oc("get nodes,namespaces"),
            Advice = "Wait until the nodes are Ready, then run this again:",
            Commands = [VerdictCommands.Oc("wait node --all --for=condition=Ready --timeout=30m")],
        },
    ];
}
