namespace PostSoftwareHook.Propagation;

/// <summary>Why one pod is stuck.</summary>
/// <param name="Namespace">The pod's namespace.</param>
/// <param name="Pod">The pod.</param>
/// <param name="Container">The container that shows the cause.</param>
/// <param name="Verdict">The cause.</param>
/// <param name="Cause">The cause in a short clause, with the image.</param>
internal sealed record PodDiagnosis(string Namespace, PodSnapshot Pod, StuckContainer Container, Verdict Verdict, string Cause)
{
    /// <summary>The pull secret that is to be repaired: that the kubelet can't decode, or that the pod's template names itself; the first if there are several, and null for every other cause.</summary>
    public string? Secret { get; init; }

    /// <summary>What the cause is in this case, if the verdict alone does not say it; else null.</summary>
    public string? Detail { get; init; }

    /// <summary>The host that refuses: the mirror, or the image's registry.</summary>
    public string Host => Verdict == Verdict.MirrorRefused && Container.Mirrors is [var mirror, ..] ? mirror : ImageReference.Parse(Container.Image).Host;

    /// <summary>The cause, followed by the registry's or the kubelet's message.</summary>
    public string Message => Container.Message.Length == 0 || Container.Failure == PullFailure.Unknown || Cause.Contains(Container.Message, StringComparison.Ordinal)
        ? Cause
        : $"{Cause}: {Container.Message}";
}
