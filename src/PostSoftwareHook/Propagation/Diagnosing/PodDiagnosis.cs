namespace PostSoftwareHook.Propagation;

/// <summary>Why one pod is stuck.</summary>
/// <param name="Namespace">The pod's namespace.</param>
/// <param name="Pod">The pod.</param>
/// <param name="Container">The container that shows the cause.</param>
/// <param name="Verdict">The cause.</param>
/// <param name="Cause">The cause in a short clause, with the image.</param>
internal sealed record PodDiagnosis(string Namespace, PodSnapshot Pod, StuckContainer Container, Verdict Verdict, string Cause)
{
    /// <summary>The pull secret that the kubelet can't decode, or the first that may be it; null for every other cause.</summary>
    public string? Secret { get; init; }

    /// <summary>The cause, followed by the registry's or the kubelet's message.</summary>
    public string Message => Container.Message.Length == 0 || Verdict is Verdict.NotAuthentication or Verdict.Unknown
        ? Cause
        : $"{Cause}: {Container.Message}";

    /// <summary>The diagnosis of a pod that waits for an image; null if it waits for none or is being deleted.</summary>
    public static PodDiagnosis? Of(NamespaceSnapshot ns, PodSnapshot pod, RegistryCredentials desired, Settings settings)
    {
        if (pod.IsTerminating || pod.Stuck.Count == 0)
        {
            return null;
        }

        if (pod.HeldBack is not { } held)
        {
            return pod.Stuck.FirstOrDefault(container => container.Failure == PullFailure.Unknown) is { } silent
                ? new(ns.Name, pod, silent, Verdict.Unknown, $"{silent.Reason} on {silent.Image}; neither the status nor an event says why")
                : new(ns.Name, pod, pod.Stuck[0], Verdict.NotAuthentication, string.IsNullOrEmpty(pod.Stuck[0].Message)
                    ? $"{pod.Stuck[0].Reason} on {pod.Stuck[0].Image}"
                    : $"{pod.Stuck[0].Reason} on {pod.Stuck[0].Image}: {pod.Stuck[0].Message}");
        }

        if (held.Failure == PullFailure.UnreadableSecret)
        {
            var (found, why, secret) = UnreadableSecret(ns, pod, held, settings);
            return new(ns.Name, pod, held, found, $"{why}; {held.Image} is not pulled") { Secret = secret };
        }

        var (verdict, cause) = CauseOf(ns.Secret, pod, held, desired, settings);
        return new(ns.Name, pod, held, verdict, $"{cause}; {held.Reason} on {held.Image}");
    }

    private static (Verdict Verdict, string Cause) CauseOf(
        PullSecret? copy, PodSnapshot pod, StuckContainer held, RegistryCredentials desired, Settings settings)
    {
        var secretName = settings.SecretName;
        if (!desired.CanPull(held.Image))
        {
            return (Verdict.SourceMissingRegistry, $"the source has no entry for {ImageReference.Parse(held.Image).Host}");
        }

        if (!pod.ImagePullSecrets.Contains(secretName))
        {
            return (Verdict.LinkMissing, $"the pod doesn't carry {secretName}");
        }

        // A copy that this tool created must equal the source, and so must any other if force is set. Otherwise covering the source is enough.
        if (copy?.Usable is not { } present || !(copy.IsOurs || settings.Force ? present.IsSameAs(desired) : present.Covers(desired)))
        {
            return (Verdict.CopyStale, copy is null ? $"the pod carries {secretName}, which isn't there" : $"the pod carries {secretName}, which differs from the source");
        }

        // The kubelet reads the secret again on each attempt, but attempts are up to five minutes apart (kubelet, MaxContainerBackOff).
        return HasNotTriedSince(copy.DataChangedAt, pod, held)
            ? (Verdict.CopyStale, $"the pod carries {secretName} and hasn't tried since that was renewed")
            : (Verdict.CredentialsRejected, $"the pod carries {secretName}, equal to the source, and the registry refuses it");
    }

    /// <summary>
    /// The kubelet doesn't say which secret it can't decode. Of the pod's secrets only the one of our name is read here; where that
    /// is good, another is at fault.
    /// </summary>
    private static (Verdict Verdict, string Cause, string? Secret) UnreadableSecret(NamespaceSnapshot ns, PodSnapshot pod, StuckContainer held, Settings settings)
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

            if (isOurs && HasNotTriedSince(secret.DataChangedAt, pod, held))
            {
                return (Verdict.CopyStale, $"the pod carries {secretName} and hasn't tried since that was renewed", secretName);
            }
        }

        var others = pod.ImagePullSecrets.Where(name => name != secretName).ToList();
        if (others.Any(name => !IsOfInternalRegistry(name)))
        {
            others.RemoveAll(IsOfInternalRegistry);
        }

        return (Verdict.PullSecretUnreadable, others.Count switch
        {
            0 => "the kubelet can't decode a pull secret of the pod",
            1 => $"the kubelet can't decode the pod's pull secret {ns.Name}/{others[0]}",
            _ => $"the kubelet can't decode one of the pod's pull secrets in {ns.Name}: {string.Join(", ", others)}",
        }, others.FirstOrDefault());
    }

    /// <summary>OpenShift writes these itself, and writes them anew where they were changed (openshift-controller-manager, image_pull_secret_controller.go).</summary>
    private static bool IsOfInternalRegistry(string secret) => secret.Contains("-dockercfg-", StringComparison.Ordinal);

    /// <summary>
    /// Times are in whole seconds, and event times come from the node's clock. A pod created after the change has used the new
    /// secret, whatever the times of its events.
    /// </summary>
    private static bool HasNotTriedSince(DateTimeOffset changedAt, PodSnapshot pod, StuckContainer held) =>
        pod.CreatedAt < changedAt && (held.FailedAt is null || held.FailedAt <= changedAt);
}
