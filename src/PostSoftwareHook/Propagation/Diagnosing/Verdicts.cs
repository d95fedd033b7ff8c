namespace PostSoftwareHook.Propagation;

/// <summary>
/// The texts for each verdict. The sections on verdicts in the documents and the role's advice are generated from this table:
/// <c>UPDATE_DOCS=true ./build.sh test unit</c>.
/// </summary>
internal static class Verdicts
{
    private const string Source = $"{VerdictRow.SourceNamespace}/{VerdictRow.SourceName}";

    private const string SourceSecret = $"secret/{VerdictRow.SourceName} -n {VerdictRow.SourceNamespace}";

    private static readonly ShellCommand RegistriesInSource = Registries($"secret {VerdictRow.SourceName} -n {VerdictRow.SourceNamespace}");

    /// <summary>Without --confirm, <c>oc extract</c> does not overwrite an existing file.</summary>
    private static readonly ShellCommand Extract = Oc($"extract {SourceSecret} --keys=.dockerconfigjson --to=.");

    /// <summary><c>oc set data</c> replaces the whole key, so the file must have been extracted first.</summary>
    private static readonly ShellCommand PutBack = Oc($"set data {SourceSecret} --from-file=.dockerconfigjson");

    /// <summary>Leaves no file with credentials behind.</summary>
    private static readonly ShellCommand Forget = new(new ShellStep("rm", ".dockerconfigjson"));

    private static readonly IReadOnlyList<ShellCommand> AddToSource =
        [Extract, Oc("registry login --registry=HOST --auth-basic=USER:PASSWORD --to=.dockerconfigjson"), PutBack, Forget];

    /// <summary>One row per verdict, in the order used in the documents.</summary>
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
            Evidence = Oc("get pods -A"),
        },
        new()
        {
            Verdict = Verdict.LinkMissing,
            Rank = 70,
            Remedy = Remedy.Heal,
            Wrong = "The pull secret is good, but a stuck pod does not carry it",
            HealDoes = "copies and links it, and restarts the pod",
            Sign = "Catalog or klusterlet pods hang with `unauthorized`, although the pull secret is good",
            Cause = "the pull secret isn't linked",
            Meaning =
            [
                "The pull secret is good, but the stuck pods do not carry it, so the registry treats them as anonymous.",
                "Usually the node's own copy of it is enough; here it was not, because it reached the node late or not at all.",
                "heal copies the secret to the namespaces of those pods, links it to their serviceaccounts and restarts the stuck pods.",
            ],
            Evidence = Oc("get pod POD -n NAMESPACE -o jsonpath='{.spec.imagePullSecrets[*].name}'"),
        },
        new()
        {
            Verdict = Verdict.CopyStale,
            Rank = 60,
            Remedy = Remedy.Heal,
            Wrong = "A copy of the pull secret is missing or differs from its source",
            HealDoes = "renews the copy, and restarts the pods that are stuck on it",
            Sign = "Pods that were healed hang again since the pull secret was renewed",
            Cause = "the copy of the pull secret is missing or differs, or was not there when they last tried",
            Meaning =
            [
                $"The stuck pods carry a copy of the pull secret, but the copy is missing or differs from {Source}.",
                "So they present old credentials to the registry, or none.",
                "heal renews the copy and restarts the pods that are stuck on it.",
            ],
            Evidence = Registries("secret SECRET -n NAMESPACE"),
        },
        new()
        {
            Verdict = Verdict.SourceMissingRegistry,
            Rank = 30,
            Remedy = Remedy.Person,
            Wrong = "The source has no credentials for a stuck pod's registry",
            HealDoes = "leaves the pod alone; you add the registry to the source",
            Sign = "Pods hang, all from one registry; pods from other registries run",
            Cause = "the pull secret has no entry for it",
            Meaning =
            [
                $"The pull secret {Source} has no entry for the registry that the stuck pods' images come from.",
                "Copying it cannot help: the cluster does not have the credentials.",
                "Someone who has them must add the registry to the pull secret.",
            ],
            Evidence = RegistriesInSource,
            Advice = "Add the registry to the pull secret; its other entries are kept, and the next run copies it:",
            Commands = AddToSource,
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
                $"The pull secret {Source} is missing, or cannot be read as a pull secret.",
                "Nothing was copied: a damaged copy would stop even pods that the node's own credentials still serve.",
                "Someone must repair the pull secret.",
            ],
            Evidence = Oc($"get secret {VerdictRow.SourceName} -n {VerdictRow.SourceNamespace} -o jsonpath='{{.type}}'"),
            Advice = "If the pull secret is missing, create it from https://console.redhat.com/openshift/install/pull-secret. Otherwise correct it in an editor, then run this again:",
            Commands = [Extract, new(new ShellStep("${EDITOR:-vi}", ".dockerconfigjson")), new(new ShellStep("jq", "-e .auths .dockerconfigjson > /dev/null")), PutBack, Forget],
        },
        new()
        {
            Verdict = Verdict.CredentialsRejected,
            Rank = 40,
            Remedy = Remedy.Person,
            Wrong = "The registry refuses the credentials that a stuck pod carries",
            HealDoes = "leaves the pod alone; you renew the credentials",
            Sign = "Pods hang although the secret is linked; restarting them changes nothing",
            Cause = "it refuses the pull secret's credentials",
            Meaning =
            [
                $"The stuck pods carry the credentials of the pull secret {Source}, and the registry refuses them.",
                "They have expired, were revoked, or do not cover this image; restarting pods changes nothing.",
                "Someone must put new credentials for that registry into the pull secret.",
            ],
            Evidence = Oc("describe pod POD -n NAMESPACE"),
            Advice = "Get new credentials (Red Hat's: https://console.redhat.com/openshift/install/pull-secret) and put them into the pull secret; its other entries are kept, and the next run copies them:",
            Commands = AddToSource,
        },
        new()
        {
            Verdict = Verdict.PullSecretUnreadable,
            Rank = 45,
            Remedy = Remedy.Person,
            Wrong = "The kubelet cannot decode a pull secret that a stuck pod names",
            HealDoes = "leaves the pod alone; the secret's owner repairs it",
            Sign = "Pods hang with `illegal base64 data` or `unable to parse auth field`",
            Cause = "the kubelet cannot decode one of the pod's pull secrets",
            Meaning =
            [
                "One of the pull secrets that the stuck pods name cannot be decoded, and it is not a copy of ours.",
                "The kubelet then pulls nothing for the pod, not even with its other secrets or the node's credentials.",
                "The owner of that secret must repair it; nothing that heal may write can help.",
            ],
            Evidence = Oc("get pod POD -n NAMESPACE -o jsonpath='{.spec.imagePullSecrets[*].name}'"),
            Advice = "For each secret that the pod names, list the entries that cannot be decoded, and who wrote the secret. That owner repairs it, or the pod stops naming it:",
            Commands =
            [
                new(
                    ShellStep.Oc("""get secret SECRET -n NAMESPACE -o jsonpath='{.data.\.dockerconfigjson}'"""),
                    new ShellStep("base64", "-d"),
                    new ShellStep("jq", "'[.auths | to_entries[] | select(.value.auth? and (.value.auth | (@base64d? // \"\") | contains(\":\") | not)) | .key]'")),
                Oc("get secret SECRET -n NAMESPACE -o jsonpath='{.metadata.managedFields[*].manager}'"),
            ],
        },
        new()
        {
            Verdict = Verdict.NodeConfigNotRolledOut,
            Rank = 50,
            Remedy = Remedy.Heal,
            Wrong = "The nodes may not have the pull secret yet: a MachineConfigPool is paused, updating or degraded",
            HealDoes = "gives the stuck pods the secret directly; you look at the pool",
            Sign = "Pods hang while a MachineConfigPool is paused, updating or degraded",
            Cause = "the nodes may not have the pull secret yet",
            Meaning =
            [
                "Pods are stuck, and the nodes may not have the pull secret yet: a MachineConfigPool is paused, updating or degraded.",
                "Once the pool is updated, the nodes can pull by themselves.",
                "heal does not have to wait for that: it gives the stuck pods the secret directly.",
            ],
            Evidence = Oc("get machineconfigpool"),
            Advice = "Find out what holds the pool back, since other changes wait for it too:",
            Commands = [Oc("describe machineconfigpool")],
        },
        new()
        {
            Verdict = Verdict.Unknown,
            Rank = 75,
            Remedy = Remedy.Inquiry,
            Wrong = "Pods wait for an image, and nothing says why",
            HealDoes = "waits for the kubelet to say why, and fails if it does not",
            Sign = "Pods hang with `Back-off pulling image` and nothing else, for example after hours on OpenShift 4.18 or older",
            Cause = "neither its status nor an event says why",
            Meaning =
            [
                "Pods wait for an image, and neither their status nor an event says why; it may be authentication.",
                "Up to OpenShift 4.18 only an event says it, which expires, and the kubelet may drop the next one.",
                "Nothing is written for them. The kubelet tries again within five minutes, and heal waits for what it says then.",
            ],
            Evidence = Oc("describe pod POD -n NAMESPACE"),
            Advice = "Delete one of the pods if its owner makes it anew: the kubelet then tries at once and says why. It may still use old credentials of the node, which it caches for five minutes. What is known of the pods until then:",
            Commands = [Oc("get events -A --field-selector involvedObject.kind=Pod,type=Warning")],
        },
        new()
        {
            Verdict = Verdict.NotAuthentication,
            Rank = 80,
            Remedy = Remedy.Elsewhere,
            Wrong = "Pods cannot pull for another reason: no such image, DNS, a timeout",
            HealDoes = "reports the pods and leaves them alone",
            Sign = "Pods hang with `manifest unknown`, `no such host` or `timeout`",
            Cause = "not for want of credentials",
            Meaning =
            [
                "Pods are stuck on image pulls, but not because of credentials: the registry has no such image, or cannot be reached.",
                "The pull secret has nothing to do with that, so heal leaves those pods alone.",
                "The registry's own words say what to correct: the image's name, the network or the mirror.",
            ],
            Evidence = Oc("describe pod POD -n NAMESPACE"),
            Advice = "See what else holds the pods back:",
            Commands = [Oc("get events -A --field-selector reason=Failed")],
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
            Evidence = Oc("get nodes,namespaces"),
            Advice = "Wait until the nodes are Ready, then run this again:",
            Commands = [Oc("wait node --all --for=condition=Ready --timeout=30m")],
        },
    ];

    public static VerdictRow Of(Verdict verdict) => Rows.First(row => row.Verdict == verdict);

    private static ShellCommand Oc(string arguments) => new(ShellStep.Oc(arguments));

    /// <summary>Lists the registries in a secret without printing credentials.</summary>
    private static ShellCommand Registries(string secret) => new(
        ShellStep.Oc($$"""get {{secret}} -o jsonpath='{.data.\.dockerconfigjson}'"""), new ShellStep("base64", "-d"), new ShellStep("jq", "'.auths | keys'"));
}
