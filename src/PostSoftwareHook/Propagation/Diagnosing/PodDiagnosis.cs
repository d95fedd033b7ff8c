namespace PostSoftwareHook.Propagation;

/// <summary>Why one pod is stuck.</summary>
/// <param name="Namespace">The pod's namespace.</param>
/// <param name="Pod">The pod.</param>
/// <param name="Container">The container that tells.</param>
/// <param name="Verdict">The cause.</param>
/// <param name="Cause">The cause in a few words, with the image.</param>
internal sealed record PodDiagnosis(string Namespace, PodSnapshot Pod, StuckContainer Container, Verdict Verdict, string Cause)
{
    /// <summary>The cause with the registry's own words.</summary>
    public string Message => Container.Message.Length == 0 || Verdict == Verdict.NotAuthentication ? Cause : $"{Cause}: {Container.Message}";

    /// <summary>Judges a pod that waits for an image; null where it doesn't, or is being deleted.</summary>
    public static PodDiagnosis? Of(NamespaceSnapshot ns, PodSnapshot pod, RegistryCredentials desired, Settings settings)
    {
        if (pod.IsTerminating || pod.Stuck.Count == 0)
        {
            return null;
        }

        if (pod.HeldBack is not { } held)
        {
            var other = pod.Stuck[0];
            return new(ns.Name, pod, other, Verdict.NotAuthentication, other.Failure == PullFailure.Unknown
                ? $"{other.Reason} on {other.Image}; neither the status nor an event says why"
                : $"{other.Reason} on {other.Image}: {other.Message}");
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

        // A copy of ours is made exact, and so is any other where force is set; else one that covers the source is as good.
        if (copy?.Usable is not { } present || !(copy.IsOurs || settings.Force ? present.IsSameAs(desired) : present.Covers(desired)))
        {
            return (Verdict.CopyStale, copy is null ? $"the pod carries {secretName}, which isn't there" : $"the pod carries {secretName}, which differs from the source");
        }

        // The kubelet reads the secret again at each try, but tries up to five minutes apart (kubelet, MaxContainerBackOff).
        return HasNotTriedSince(copy.DataChangedAt, pod, held)
            ? (Verdict.CopyStale, $"the pod carries {secretName} and hasn't tried since that was renewed")
            : (Verdict.CredentialsRejected, $"the pod carries {secretName}, equal to the source, and the registry refuses it");
    }

    /// <summary>
    /// Times are in whole seconds, and an event's is by the node's clock: a pod that was made after the change has tried since,
    /// whatever its events say.
    /// </summary>
    private static bool HasNotTriedSince(DateTimeOffset changedAt, PodSnapshot pod, StuckContainer held) =>
        pod.CreatedAt < changedAt && (held.FailedAt is null || held.FailedAt <= changedAt);
}
