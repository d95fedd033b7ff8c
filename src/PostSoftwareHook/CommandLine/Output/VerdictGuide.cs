using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.CommandLine.Output;

/// <summary>
/// What a verdict means, in three sentences that a workshop helper understands, and the oc command that shows the same.
/// docs/troubleshooting.md says the same, word for word; a test holds it to that.
/// </summary>
/// <param name="Meaning">The three sentences.</param>
/// <param name="WayOut">What to do where a heal alone doesn't help; null where it does, or nothing is to do.</param>
/// <param name="Evidence">The oc command; POD, NAMESPACE and SECRET stand for names.</param>
internal sealed record VerdictGuide(IReadOnlyList<string> Meaning, string? WayOut, string Evidence)
{
    /// <summary>What to say in place of what heal does, where it has done that and pods are left that only a person can restart.</summary>
    public const string NothingLeftForHeal = "heal has nothing left to do for them: what is said of each below tells why, and what helps.";

    private const string SourceKeys = """oc get secret pull-secret -n openshift-config -o jsonpath='{.data.\.dockerconfigjson}' | base64 -d | jq '.auths | keys'""";

    private const string Renew = "Get a fresh pull secret from https://console.redhat.com/openshift/install/pull-secret, put it in place with: oc set data secret/pull-secret -n openshift-config --from-file=.dockerconfigjson=FILE, then run heal.";

    /// <summary>The guide to <paramref name="verdict"/>.</summary>
    public static VerdictGuide Of(Verdict verdict) => verdict switch
    {
        Verdict.Healthy => new(
            [
                "No pod is held back by an image pull.",
                "What heal still brings, if anything, is for later: catalogs and klusterlets that carry the pull secret pull even where the node's credentials fail.",
                "If something else is wrong with this cluster, it isn't the pull secret.",
            ],
            null,
            "oc get pods -A"),
        Verdict.LinkMissing => new(
            [
                "The pull secret is good, but the stuck pods don't carry it, so the registry takes them for strangers.",
                "Usually the node's own copy of it makes up for that; here it did not, because it reached the node late or not at all.",
                "heal puts the secret next to those pods, links it to their serviceaccounts and restarts the stuck ones.",
            ],
            null,
            "oc get pod POD -n NAMESPACE -o jsonpath='{.spec.imagePullSecrets[*].name}'"),
        Verdict.CopyStale => new(
            [
                "The stuck pods carry a copy of the pull secret, but the copy is missing or differs from the one in openshift-config.",
                "So they show the registry old credentials, or none.",
                "heal renews the copy and restarts the pods that are stuck on it.",
            ],
            null,
            """oc get secret SECRET -n NAMESPACE -o jsonpath='{.data.\.dockerconfigjson}' | base64 -d | jq '.auths | keys'"""),
        Verdict.SourceMissingRegistry => new(
            [
                "The pull secret has no entry for the registry that the stuck pods' images come from.",
                "Copying it around can't help: nobody on this cluster knows the credentials.",
                "Somebody who has them must add the registry to the pull secret in openshift-config.",
            ],
            "Add the registry with: oc extract secret/pull-secret -n openshift-config --to=. && oc registry login --registry=HOST --auth-basic=USER:PASSWORD --to=.dockerconfigjson && oc set data secret/pull-secret -n openshift-config --from-file=.dockerconfigjson, then run heal.",
            SourceKeys),
        Verdict.SourceInvalid => new(
            [
                "The pull secret in openshift-config isn't there, or can't be read as one.",
                "Nothing was copied: a damaged copy would stop even pods that the node's own credentials still help.",
                "Somebody must put a good pull secret in its place.",
            ],
            Renew,
            "oc get secret pull-secret -n openshift-config -o jsonpath='{.type}'"),
        Verdict.CredentialsRejected => new(
            [
                "The stuck pods carry the very credentials of the pull secret, and the registry refuses them.",
                "They have expired, were revoked, or don't cover this image; restarting pods changes nothing.",
                "Somebody must put a fresh pull secret in place.",
            ],
            Renew,
            "oc describe pod POD -n NAMESPACE"),
        Verdict.NodeConfigNotRolledOut => new(
            [
                "Pods are stuck, and the nodes may not have the pull secret yet: a MachineConfigPool is paused, updating or degraded.",
                "Once it is through, the nodes can pull by themselves.",
                "heal need not wait for that: it gives the stuck pods the secret directly.",
            ],
            "Look at what holds the pool: oc describe machineconfigpool. A paused one goes on with: oc patch machineconfigpool/master --type=merge -p '{\"spec\":{\"paused\":false}}'",
            "oc get machineconfigpool"),
        Verdict.NotAuthentication => new(
            [
                "Pods are stuck on image pulls, but not for want of credentials: the registry has no such image, or can't be reached.",
                "The pull secret has nothing to do with that, so heal leaves those pods alone.",
                "The registry's own words below say what to mend: the image's name, the network or the mirror.",
            ],
            null,
            "oc describe pod POD -n NAMESPACE"),
        _ => new(
            [
                "No node is Ready, or none of the namespaces is there: the cluster is still being installed, or is down.",
                "Before it stands, nothing can be said about pulls.",
                "Wait for the installation, then look again.",
            ],
            "Wait for: oc wait node --all --for=condition=Ready --timeout=30m",
            "oc get nodes,namespaces"),
    };

    /// <summary>The oc command for what <paramref name="run"/> found.</summary>
    public ShellCommand EvidenceFor(RunResult run)
    {
        var verdict = run.Diagnosis!.Verdict;
        var pods = run.Diagnosis.Pods.Where(pod => pod.Verdict == verdict).ToList();
        var pod = pods.Find(pod => pod.Pod.Owner is not null) ?? (pods is [var first, ..] ? first : null);
        var secret = run.Targets.Select(target => target.Secret?.Name).FirstOrDefault(name => name is not null) ?? "pull-secret";
        var ns = pod?.Namespace ?? run.Targets.FirstOrDefault(target => target.Secret is not null)?.Namespace ?? "openshift-marketplace";
        return new(ShellStep.Oc(Evidence["oc ".Length..].Replace("POD", pod?.Pod.Name ?? "POD", StringComparison.Ordinal)
            .Replace("NAMESPACE", ns, StringComparison.Ordinal)
            .Replace("SECRET", secret, StringComparison.Ordinal)));
    }
}
