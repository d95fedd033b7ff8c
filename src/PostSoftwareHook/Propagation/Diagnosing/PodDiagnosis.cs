namespace PostSoftwareHook.Propagation;

/// <summary>Why one pod is stuck.</summary>
/// <param name="Namespace">The pod's namespace.</param>
/// <param name="Pod">The pod.</param>
/// <param name="Container">The container that shows the cause.</param>
/// <param name="Verdict">The cause.</param>
/// <param name="Cause">The cause in a short clause, with the image.</param>
internal sealed record PodDiagnosis(string Namespace, PodSnapshot Pod, StuckContainer Container, Verdict Verdict, string Cause)
{
    /// <summary>The cause, followed by the kubelet's message.</summary>
    public string Message => Container.Message.Length == 0 || Verdict == Verdict.NotAuthentication ? Cause : $"{Cause}: {Container.Message}";

    /// <summary>The diagnosis of a pod that waits for an image; null if it waits for none or is being deleted.</summary>
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
    /// Times are in whole seconds, and event times come from the node's clock. A pod created after the change has used the new
    /// secret, whatever the times of its events.
    /// </summary>
    private static bool HasNotTriedSince(DateTimeOffset changedAt, PodSnapshot pod, StuckContainer held) =>
        pod.CreatedAt < changedAt && (held.FailedAt is null || held.FailedAt <= changedAt);
}
