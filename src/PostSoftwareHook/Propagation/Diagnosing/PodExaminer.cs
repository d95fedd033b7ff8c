namespace PostSoftwareHook.Propagation;

/// <summary>Finds the cause for which a pod waits for its image: first in the kubelet's words, then in the answers of those who were asked.</summary>
/// <param name="findings">The answers.</param>
/// <param name="desired">The credentials of the source.</param>
/// <param name="settings">The settings of the run.</param>
/// <param name="wasRestarted">Whether this run has restarted a pod of the same maker in that namespace, so that another restart alone helps no more.</param>
internal sealed class PodExaminer(Findings findings, RegistryCredentials desired, Settings settings, Func<string, PodSnapshot, bool> wasRestarted)
{
    /// <summary>The diagnosis of a pod that waits for an image; null if it waits for none or is being deleted.</summary>
    public PodDiagnosis? Examine(NamespaceSnapshot ns, PodSnapshot pod)
    {
        if (pod.IsTerminating || pod.Stuck.Count == 0)
        {
            return null;
        }

        var stuck = pod.HeldBack ?? pod.Stuck.FirstOrDefault(container => container.Failure == PullFailure.Unknown) ?? pod.Stuck[0];
        if (stuck.Failure == PullFailure.UnreadableSecret)
        {
            var (found, why, secret) = UnreadableSecret(ns, pod, stuck);
            return new(ns.Name, pod, stuck, found, $"{why}; {stuck.Image} is not pulled") { Secret = secret };
        }

        var (verdict, cause) = stuck.Failure switch
        {
            PullFailure.Authentication => OfRefused(ns, pod, stuck),
            PullFailure.MirrorRefused => (Verdict.MirrorRefused, OfMirror(stuck)),
            PullFailure.ProxyRefused => (Verdict.ProxyRefused, "the cluster's proxy asks for a login, so no registry was reached"),
            PullFailure.Unknown => OfSilent(ns, pod, stuck),
            PullFailure.Other => (Verdict.NotAuthentication, stuck.IsAnonymousRateLimit ? "Docker Hub limits pulls without a login; a login for docker.io in the source helps" : null),
            PullFailure.UnreadableSecret => throw new InvalidOperationException("Examined above."),
        };
        return new(ns.Name, pod, stuck, verdict, cause is null
            ? string.IsNullOrEmpty(stuck.Message) ? $"{stuck.Reason} on {stuck.Image}" : $"{stuck.Reason} on {stuck.Image}: {stuck.Message}"
            : $"{cause}; {stuck.Reason} on {stuck.Image}")
        {
            Detail = verdict is Verdict.MirrorRefused or Verdict.OwnPullSecrets ? cause : null,
            Secret = verdict == Verdict.OwnPullSecrets ? OwnNames(pod)!.OrderBy(name => name != Findings.AgentSecretName).First() : null,
        };
    }

    /// <summary>The cause of a pod that a registry refused.</summary>
    private (Verdict Verdict, string? Cause) OfRefused(NamespaceSnapshot ns, PodSnapshot pod, StuckContainer held)
    {
        var host = ImageReference.Parse(held.Image).Host;
        var source = findings.AnswerFor(held.Image, AskedWith.Source);
        var carriesCopy = pod.ImagePullSecrets.Contains(settings.SecretName);
        if (desired.CanPull(held.Image) && source?.Judgement != RegistryJudgement.Refused && carriesCopy && StaleCopy(ns.Secret, pod, held) is { } stale)
        {
            return (Verdict.CopyStale, stale);
        }

        if (findings.AnswerFor(held.Image, AskedWith.Node) is { Judgement: RegistryJudgement.Accepted } node && !wasRestarted(ns.Name, pod))
        {
            return (Verdict.TransientRefusal, $"the registry refused the pod, but accepts the node's credentials now (asked {node.Through})");
        }

        if (OwnSecrets(ns, pod, held.Image) is { } own)
        {
            return (Verdict.OwnPullSecrets, own);
        }

        if (!desired.CanPull(held.Image))
        {
            return (Verdict.SourceMissingRegistry, $"the source has no entry for {host}");
        }

        return source switch
        {
            { Judgement: RegistryJudgement.Refused } => (Verdict.CredentialsRejected, $"the registry refuses the source's credentials (asked {source.Through}: {source.Words})"),
            { Judgement: RegistryJudgement.NoSuchImage } when !carriesCopy => (Verdict.NotAuthentication, $"with the source's credentials the registry says that there is no such image (asked {source.Through}: {source.Words})"),
            _ when !carriesCopy => (Verdict.LinkMissing, $"the pod doesn't carry {settings.SecretName}"),
            { Judgement: RegistryJudgement.Accepted } when !wasRestarted(ns.Name, pod) =>
                (Verdict.TransientRefusal, $"the pod carries {settings.SecretName}, equal to the source, and the registry accepts that now (asked {source.Through})"),
            _ => (Verdict.CredentialsRejected, $"the pod carries {settings.SecretName}, equal to the source, and the registry refuses it"),
        };
    }

    /// <summary>The cause of a pod of which neither the status nor an event says why it waits: what the registry says when it is asked.</summary>
    private (Verdict Verdict, string? Cause) OfSilent(NamespaceSnapshot ns, PodSnapshot pod, StuckContainer silent)
    {
        var silence = pod.IsGone ? "its Job has failed, and its pod is gone" : "neither the status nor an event says why";
        var node = findings.AnswerFor(silent.Image, AskedWith.Node);
        var source = findings.AnswerFor(silent.Image, AskedWith.Source);
        return (node, source) switch
        {
            ({ Judgement: RegistryJudgement.Accepted or RegistryJudgement.Refused }, _) => OfRefused(ns, pod, silent),
            ({ Judgement: RegistryJudgement.NoSuchImage }, _) => (Verdict.NotAuthentication, $"{silence}; the registry was asked {node.Through}, and says: {node.Words}"),
            (_, { Judgement: RegistryJudgement.NoSuchImage }) => (Verdict.NotAuthentication, $"{silence}; the registry was asked {source.Through}, and says: {source.Words}"),
            ({ } answer, _) => (pod.IsGone ? Verdict.OperatorsFailed : Verdict.Unknown, $"{silence}; the registry was asked {answer.Through}, which led to: {answer.Words}"),
            _ => (pod.IsGone ? Verdict.OperatorsFailed : Verdict.Unknown, silence),
        };
    }

    private string OfMirror(StuckContainer held)
    {
        var mirror = held.Mirrors.Count > 0 ? held.Mirrors[0] : "a mirror";
        var set = findings.MirrorSets.FirstOrDefault(set => set.Mirrors.Any(name => name == mirror || name.StartsWith($"{mirror}/", StringComparison.Ordinal)));
        var isInSource = held.Mirrors.Count > 0 && desired.CanPull($"{mirror}/any");
        return $"the mirror {mirror}{(set is null ? "" : $" of {set.Kind} {set.Name}")} refuses the nodes' credentials, and {(isInSource ? "the source has it, so the nodes have not got it yet, or it is refused" : "the source has no entry for it")}";
    }

    /// <summary>
    /// Why a pod that carries the copy cannot pull with it, or null if it has tried with a copy that is as it should be. A copy that
    /// this tool created must equal the source, and so must any other if force is set. Otherwise covering the source is enough.
    /// </summary>
    private string? StaleCopy(PullSecret? copy, PodSnapshot pod, StuckContainer held)
    {
        var secretName = settings.SecretName;
        if (copy?.Usable is not { } present || !(copy.IsOurs || settings.Force ? present.IsSameAs(desired) : present.Covers(desired)))
        {
            return copy is null ? $"the pod carries {secretName}, which isn't there" : $"the pod carries {secretName}, which differs from the source";
        }

        // The kubelet reads the secret again on each attempt, but attempts are up to five minutes apart (kubelet, MaxContainerBackOff).
        return HasNotTriedSince(copy.DataChangedAt, pod, held) ? $"the pod carries {secretName} and hasn't tried since that was renewed" : null;
    }

    /// <summary>What the secrets hold that the pod's template names itself, so that no link reaches the pod; null if it names none.</summary>
    private string? OwnSecrets(NamespaceSnapshot ns, PodSnapshot pod, string image)
    {
        if (OwnNames(pod) is not { } named)
        {
            return null;
        }

        var names = string.Join(", ", named);
        var start = $"the template of its {pod.Owner} names its own imagePullSecrets, {names}, so no link reaches the pod";
        return named.Contains(Findings.AgentSecretName) && findings.AgentSecrets.TryGetValue(ns.Name, out var secret)
            ? $"{start}; {Findings.AgentSecretName} {OfAgentSecret(secret, image)}"
            : start;
    }

    /// <summary>The secrets that the pod's template names, if it names any and not ours; else null.</summary>
    private IReadOnlyList<string>? OwnNames(PodSnapshot pod) =>
        pod.Owner is { } owner && findings.TemplateSecrets.TryGetValue(owner.Uid, out var named) && named.Count > 0 && !named.Contains(settings.SecretName) ? named : null;

    private static string OfAgentSecret(PullSecret? secret, string image) => secret switch
    {
        null => "isn't there",
        { Type: not DockerConfig.SecretType } => $"has type {secret.Type}",
        { Problem: { } problem } => problem,
        { Credentials.Keys.Count: 0 } => "is empty: the hub has no pull secret for this cluster",
        { Credentials: { } held } when !held.CanPull(image) => $"has no entry for {ImageReference.Parse(image).Host}, only for {string.Join(", ", held.Keys.Select(RegistryKey.Short))}",
        _ => $"has an entry for {ImageReference.Parse(image).Host}, which the registry refuses",
    };

    /// <summary>
    /// The kubelet doesn't say which secret it can't decode. Of the pod's secrets only the one of our name is read here; where that
    /// is good, another is at fault.
    /// </summary>
    private (Verdict Verdict, string Cause, string? Secret) UnreadableSecret(NamespaceSnapshot ns, PodSnapshot pod, StuckContainer held)
    {
        var secretName = settings.SecretName;
        if (ns.Secret is { } secret && pod.ImagePullSecrets.Contains(secretName))
        {
            var isOurs = secret.IsOurs || settings.Force;
            if (secret is { Type: DockerConfig.SecretType, Problem: { } problem })
            {
                return isOurs
                    ? (Verdict.CopyStale, $"the pod carries {secretName}, which the kubelet can't decode: it {problem}", secretName)
                    : (Verdict.PullSecretUnreadable, $"the pod carries the secret {secret.Id}, which isn't ours, and the kubelet can't decode it: it {problem}", secretName);
            }

            if (isOurs && pod.ImagePullSecrets.All(name => name == secretName || PodSnapshot.IsOfInternalRegistry(name)) && HasNotTriedSince(secret.DataChangedAt, pod, held))
            {
                return (Verdict.CopyStale, $"the pod carries {secretName} and hasn't tried since that was renewed", secretName);
            }
        }

        var others = pod.ImagePullSecrets.Where(name => name != secretName).ToList();
        if (others.Any(name => !PodSnapshot.IsOfInternalRegistry(name)))
        {
            others.RemoveAll(PodSnapshot.IsOfInternalRegistry);
        }

        return (Verdict.PullSecretUnreadable, others.Count switch
        {
            0 => "the kubelet can't decode a pull secret of the pod",
            1 => $"the kubelet can't decode the pod's pull secret {ns.Name}/{others[0]}",
            _ => $"the kubelet can't decode one of the pod's pull secrets in {ns.Name}: {string.Join(", ", others)}",
        }, others.FirstOrDefault());
    }

    /// <summary>
    /// Times are in whole seconds, and event times come from the node's clock. A pod created after the change has used the new
    /// secret, whatever the times of its events.
    /// </summary>
    private static bool HasNotTriedSince(DateTimeOffset changedAt, PodSnapshot pod, StuckContainer held) =>
        pod.CreatedAt < changedAt && (held.FailedAt is null || held.FailedAt <= changedAt);
}
