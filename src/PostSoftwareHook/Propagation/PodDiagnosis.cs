namespace PostSoftwareHook.Propagation;

/// <summary>Why one pod is stuck.</summary>
/// <param name="Namespace">The pod's namespace.</param>
/// <param name="Pod">The pod.</param>
/// <param name="Container">The container that tells.</param>
/// <param name="Verdict">The cause.</param>
/// <param name="Message">The cause in words.</param>
internal sealed record PodDiagnosis(string Namespace, PodSnapshot Pod, StuckContainer Container, Verdict Verdict, string Message)
{
    /// <summary>Judges a pod that waits for an image; null where it doesn't, or is being deleted.</summary>
    public static PodDiagnosis? Of(NamespaceSnapshot ns, PodSnapshot pod, RegistryCredentials desired, string secretName)
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

        var (verdict, cause) = CauseOf(ns.Secret, pod, held, desired, secretName);
        return new(ns.Name, pod, held, verdict, $"{cause} ({held.Reason} on {held.Image}: {held.Message})");
    }

    private static (Verdict Verdict, string Cause) CauseOf(
        PullSecret? copy, PodSnapshot pod, StuckContainer held, RegistryCredentials desired, string secretName)
    {
        if (!desired.CanPull(held.Image))
        {
            return (Verdict.SourceMissingRegistry, $"the source has no entry for {ImageReference.Parse(held.Image).Host}");
        }

        if (!pod.ImagePullSecrets.Contains(secretName))
        {
            return (Verdict.LinkMissing, $"the pod doesn't carry {secretName}");
        }

        if (copy?.Credentials is not { } present || !present.Covers(desired))
        {
            return (Verdict.CopyStale, copy is null ? $"the pod carries {secretName}, which isn't there" : $"the pod carries {secretName}, which differs from the source");
        }

        // The kubelet reads the secret again at each try, but tries up to five minutes apart (kubelet, MaxContainerBackOff).
        return (held.FailedAt ?? pod.CreatedAt) < copy.DataChangedAt
            ? (Verdict.CopyStale, $"the pod carries {secretName} and hasn't tried since that was renewed")
            : (Verdict.CredentialsRejected, $"the pod carries {secretName}, equal to the source, and the registry refuses it");
    }
}
