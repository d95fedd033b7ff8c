using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.CommandLine.Output;

/// <summary>Pods that are stuck in the same way: same cause, same words from the registry.</summary>
/// <param name="Pods">The pods; at least one.</param>
internal sealed record PodGroup(IReadOnlyList<PodDiagnosis> Pods)
{
    /// <summary>Groups <paramref name="pods"/>.</summary>
    public static IReadOnlyList<PodGroup> Of(IEnumerable<PodDiagnosis> pods) =>
        [.. pods.GroupBy(pod => $"{pod.Verdict}\n{pod.Container.Message}", StringComparer.Ordinal).Select(group => new PodGroup([.. group]))];

    /// <summary>How many, where, for what, and why, in one sentence.</summary>
    public string Sentence => $"{Words.Count(Pods.Count, "pod")} in {Words.And(Namespaces)} can't pull from {Words.And(Hosts)}: {Cause}.";

    /// <summary>What the registry says.</summary>
    public string RegistrysWords => Pods[0].Container.Message is { Length: > 0 } words ? $"The registry says: {words}" : "What the registry said isn't known any more.";

    /// <summary>The pods' names.</summary>
    public string Names => Words.Names([.. Pods.Select(pod => pod.Pod.Name)]);

    private List<string> Namespaces => [.. Pods.Select(pod => pod.Namespace).Distinct().Order(StringComparer.Ordinal)];

    private List<string> Hosts => [.. Pods.Select(pod => ImageReference.Parse(pod.Container.Image).Host).Distinct().Order(StringComparer.Ordinal)];

    private string Cause => Verdicts.Of(Pods[0].Verdict).Cause;
}
