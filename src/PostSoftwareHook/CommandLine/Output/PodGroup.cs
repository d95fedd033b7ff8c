using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.CommandLine.Output;

/// <summary>Pods that wait for the same reason: same cause, same registry, same message apart from the image's name.</summary>
/// <param name="Pods">The pods; at least one.</param>
/// <param name="Hindrance">Why heal leaves them unchanged, if the cause does not say it; null otherwise.</param>
internal sealed record PodGroup(IReadOnlyList<PodDiagnosis> Pods, string? Hindrance)
{
    /// <summary>Groups <paramref name="pods"/>. <paramref name="hindrance"/> returns why heal leaves a pod unchanged.</summary>
    public static IReadOnlyList<PodGroup> Of(IEnumerable<PodDiagnosis> pods, Func<PodDiagnosis, string?>? hindrance = null) =>
    [
        .. pods.Select(pod => (Pod: pod, Hindrance: hindrance?.Invoke(pod)))
            .GroupBy(item => (item.Pod.Verdict, Host(item.Pod), PullErrorParser.WithoutImage(item.Pod.Container.Message, item.Pod.Container.Image), item.Pod.Detail, item.Hindrance))
            .Select(group => new PodGroup([.. group.Select(item => item.Pod)], group.Key.Hindrance)),
    ];

    /// <summary>Number, namespaces, registry and cause, in one sentence.</summary>
    public string Sentence => $"{Words.Count(Pods.Count, "pod")} in {Words.And(Namespaces)} can't pull from {Host(Pods[0])}: {Hindrance ?? Cause}.";

    /// <summary>The error message of the registry, or of the kubelet if it did not get as far as the registry.</summary>
    public string RegistrysWords => Pods[0].Container switch
    {
        { Failure: PullFailure.Unknown } or { Message.Length: 0 } => "The registry's message is no longer known.",
        { Failure: PullFailure.MirrorRefused, Message: var words } => $"The runtime says: {words}",
        { Failure: PullFailure.ProxyRefused, Message: var words } => $"The proxy says: {words}",
        { Failure: PullFailure.UnreadableSecret, Message: var words } => $"The kubelet says: {words}",
        { Message: var words } => $"The registry says: {words}",
    };

    /// <summary>Names of the pods.</summary>
    public string Names => Words.Names([.. Pods.Select(pod => pod.Pod.Name)]);

    private List<string> Namespaces => [.. Pods.Select(pod => pod.Namespace).Distinct().Order(StringComparer.Ordinal)];

    private static string Host(PodDiagnosis pod) => ImageReference.Parse(pod.Container.Image).Host;

    private string Cause => Pods[0].Detail ?? Verdicts.Of(Pods[0].Verdict).Cause;
}
