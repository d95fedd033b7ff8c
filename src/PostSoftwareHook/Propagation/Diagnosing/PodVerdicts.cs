namespace PostSoftwareHook.Propagation;

/// <summary>The texts for the causes for which a pod waits.</summary>
internal static class PodVerdicts
{
    public static IReadOnlyList<VerdictRow> Rows { get; } =
    [
        new()
        {
            Verdict = Verdict.LinkMissing,
            Rank = 70,
            Remedy = Remedy.Heal,
            Wrong = "A stuck pod needs the pull secret and does not carry it",
            HealDoes = "copies and links it, and restarts the pod",
            Sign = "Catalog or klusterlet pods hang with `unauthorized`, although the pull secret is good",
            Cause = "the pull secret isn't linked",
            Meaning =
            [
                "The registry refuses what the stuck pods and their node present, and the pull secret is not among it.",
                "Usually the node's own copy of it is enough; the evidence says what the node has, and whether the registry accepts the pull secret.",
                "heal copies the secret to the namespaces of those pods, links it to their serviceaccounts and restarts the stuck pods.",
            ],
            Evidence = VerdictCommands.Oc("get pod POD -n NAMESPACE -o jsonpath='{.spec.imagePullSecrets[*].name}'"),
        },
        new()
        {
            Verdict = Verdict.TransientRefusal,
            Rank = 72,
            Remedy = Remedy.Restart,
            Wrong = "A pod was refused before, and would be accepted now",
            HealDoes = "restarts the pod, and gives it the pull secret only if it is refused again",
            Sign = "Pods hang although the nodes have the pull secret by now, for example ten minutes after the installation",
            Cause = "it was refused before, and would be accepted now",
            Meaning =
            [
                "The registry refused the stuck pods, but accepts what they can present now: the nodes got the pull secret late, or the registry had a bad moment.",
                "The pods try again by themselves, but only every five minutes, and the kubelet may use the node's old credentials for five minutes more.",
                "heal restarts them, which is all they need; should they be refused again, it gives them the pull secret.",
            ],
            Evidence = VerdictCommands.Oc("describe pod POD -n NAMESPACE"),
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
                $"The stuck pods carry a copy of the pull secret, but the copy is missing or differs from {VerdictRow.Source}.",
                "So they present old credentials to the registry, or none.",
                "heal renews the copy and restarts the pods that are stuck on it.",
            ],
            Evidence = VerdictCommands.Registries("secret SECRET -n NAMESPACE"),
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
                $"The pull secret {VerdictRow.Source} has no entry for the registry that the stuck pods' images come from.",
                "Copying it cannot help: the cluster does not have the credentials.",
                "Someone who has them must add the registry to the pull secret.",
            ],
            Evidence = VerdictCommands.RegistriesInSource,
            Advice = "Add the registry to the pull secret; its other entries are kept, and the next run copies it:",
            Commands = VerdictCommands.AddToSource,
        },
        new()
        {
            Verdict = Verdict.CredentialsRejected,
            Rank = 40,
            Remedy = Remedy.Person,
            Wrong = "The registry refuses the source's credentials",
            HealDoes = "writes nothing for it; you renew the credentials",
            Sign = "Pods hang, and neither a link nor a restart changes that; or `heal` warns that the registry refuses the pull secret",
            Cause = "it refuses the pull secret's credentials",
            Meaning =
            [
                $"The registry refuses the credentials of the pull secret {VerdictRow.Source}: it said so when it was asked, or to pods that carry them.",
                "They have expired, were revoked, or do not cover this image; restarting pods changes nothing.",
                "Someone must put new credentials for that registry into the pull secret.",
            ],
            Evidence = VerdictCommands.Oc("describe pod POD -n NAMESPACE"),
            Advice = "Get new credentials (Red Hat's: https://console.redhat.com/openshift/install/pull-secret) and put them into the pull secret; its other entries are kept, and the next run copies them:",
            Commands = VerdictCommands.AddToSource,
        },
        new()
        {
            Verdict = Verdict.OwnPullSecrets,
            Rank = 43,
            Remedy = Remedy.Person,
            Wrong = "A stuck pod's template names its own pull secrets, and they do not serve",
            HealDoes = "leaves the pod alone; the owner of those secrets repairs them, RHACM's on the hub",
            Sign = "Pods of RHACM's klusterlet or add-ons, or of a team's own deployment, hang; linking a secret to their serviceaccount changes nothing",
            Cause = "its template names its own pull secrets",
            Meaning =
            [
                "The template of the stuck pods names its own imagePullSecrets, so those of the serviceaccount are not added, and no link reaches the pods.",
                "The registry accepts neither what these secrets hold nor the node's own credentials.",
                "Whoever owns the secrets must repair them; those of RHACM get their content from the hub, which overwrites every other change.",
            ],
            Evidence = VerdictCommands.Oc("get pod POD -n NAMESPACE -o jsonpath='{.spec.imagePullSecrets[*].name}'"),
            Advice = "List the registries in each secret that the pod names. A team's secret is repaired by its owner; RHACM's on the hub: spec.pullSecret of the KlusterletConfig that the managed cluster names, or else spec.imagePullSecret of the MultiClusterHub and the MultiClusterEngine, then detach and import the cluster again if it does not arrive:",
            Commands = [VerdictCommands.Registries("secret SECRET -n NAMESPACE")],
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
            Evidence = VerdictCommands.Oc("get pod POD -n NAMESPACE -o jsonpath='{.spec.imagePullSecrets[*].name}'"),
            Advice = "For each secret that the pod names, list the entries that cannot be decoded, and who wrote the secret. That owner repairs it, or the pod stops naming it:",
            Commands =
            [
                new(
                    ShellStep.Oc("""get secret SECRET -n NAMESPACE -o jsonpath='{.data.\.dockerconfigjson}'"""),
                    new ShellStep("base64", "-d"),
                    new ShellStep("jq", "'[.auths | to_entries[] | select(.value.auth? and (.value.auth | (@base64d? // \"\") | contains(\":\") | not)) | .key]'")),
                VerdictCommands.Oc("get secret SECRET -n NAMESPACE -o jsonpath='{.metadata.managedFields[*].manager}'"),
            ],
        },
        new()
        {
            Verdict = Verdict.MirrorRefused,
            Rank = 35,
            Remedy = Remedy.Person,
            Wrong = "A mirror refuses the nodes' credentials",
            HealDoes = "leaves the pod alone; you add the mirror to the global pull secret",
            Sign = "Pods hang with `Mirrors also failed` and `unauthorized`",
            Cause = "a mirror refuses the nodes",
            Meaning =
            [
                "The cluster pulls these images through a mirror, and the mirror refuses the nodes' credentials.",
                "A pod's secrets are never shown to a mirror, so no copy and no link can help.",
                "Someone must add the mirror's host to the global pull secret, from which the machine-config-operator brings it to the nodes within minutes.",
            ],
            Evidence = VerdictCommands.Oc("get imagedigestmirrorset,imagetagmirrorset,imagecontentsourcepolicy -o yaml"),
            Advice = "If the pull secret has the mirror's host with the right login, wait until the nodes have it. Otherwise add it; the other entries are kept:",
            Commands = VerdictCommands.AddToSource,
        },
        new()
        {
            Verdict = Verdict.ProxyRefused,
            Rank = 33,
            Remedy = Remedy.Person,
            Wrong = "The cluster's proxy asks for a login",
            HealDoes = "leaves the pod alone; you correct the cluster's proxy",
            Sign = "Pods hang with `Proxy Authentication Required`",
            Cause = "the cluster's proxy asks for a login",
            Meaning =
            [
                "The nodes reach the registry through the cluster's proxy, which answers 407: it asks for a login.",
                "No registry was reached, so no pull secret can help.",
                "Someone must correct the login in the cluster's Proxy object, or exclude the registry from the proxy.",
            ],
            Evidence = VerdictCommands.Oc("get proxy cluster -o jsonpath='{.spec.noProxy}'"),
            Advice = "The Proxy object names the proxy, with its login in the URL. Changing it rolls out to all nodes, with a reboot:",
            Commands = [VerdictCommands.Oc("edit proxy cluster")],
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
            Evidence = VerdictCommands.Oc("describe pod POD -n NAMESPACE"),
            Advice = "Delete one of the pods if its owner makes it anew: the kubelet then tries at once and says why. It may still use old credentials of the node, which it caches for five minutes. What is known of the pods until then:",
            Commands = [VerdictCommands.Oc("get events -A --field-selector involvedObject.kind=Pod,type=Warning")],
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
            Evidence = VerdictCommands.Oc("describe pod POD -n NAMESPACE"),
            Advice = "See what else holds the pods back:",
            Commands = [VerdictCommands.Oc("get events -A --field-selector reason=Failed")],
        },
    ];
}
