using CsCheck;
using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.Tests.Infra;

/// <summary><see cref="RandomClusters"/> of which an investigation brought all sorts of answers.</summary>
internal static class RandomFindings
{
    private static readonly string[] Images = ["quay.io/org/app:1", "registry.redhat.io/app:1", "nvcr.io/app:1"];

    public static Gen<(ClusterSnapshot Cluster, Settings Settings)> Investigated { get; } =
        Gen.Select(RandomClusters.Any, Answers(AskedWith.Source), Answers(AskedWith.Node), Gen.Int[0, 5].Array[12])
            .Select((any, source, node, templates) => (any.Cluster with { Findings = WithTemplates(Answered.By([.. source, .. node]), any.Cluster, templates) }, any.Settings));

    /// <summary>Clusters whose source every registry refuses.</summary>
    public static Gen<(ClusterSnapshot Cluster, Settings Settings)> Refused { get; } =
        Investigated.Select((cluster, settings) => (cluster with
        {
            Findings = cluster.Findings with
            {
                Answers = [.. cluster.Findings.Answers.Where(answer => answer.With == AskedWith.Node), .. Images.Select(image => Answered.Refused(AskedWith.Source, image))],
            },
        }, settings));

    private static Gen<List<RegistryAnswer>> Answers(AskedWith with) =>
        Gen.Int[0, 4].Array[Images.Length].Select(drawn => drawn.Zip(Images).SelectMany(each => Answered.Of(with, each.First switch
        {
            0 => "None",
            1 => nameof(Answered.Accepted),
            2 => nameof(Answered.Refused),
            3 => nameof(Answered.NoSuchImage),
            _ => nameof(Answered.NoAnswer),
        }, each.Second)).ToList());

    private static Findings WithTemplates(Findings findings, ClusterSnapshot cluster, int[] drawn)
    {
        foreach (var (pod, i) in cluster.Namespaces.SelectMany(ns => ns.Pods).Where(pod => pod.Owner is { Kind: not PodOwner.CatalogSourceKind }).Select((pod, i) => (pod, i)))
        {
            findings = drawn[i % drawn.Length] switch
            {
                0 => findings.WithTemplate(pod, "other"),
                1 => findings.WithTemplate(pod, Findings.AgentSecretName),
                2 => findings.WithTemplate(pod),
                _ => findings,
            };
        }

        return findings;
    }
}
