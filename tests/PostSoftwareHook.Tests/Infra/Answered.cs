using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.Tests.Infra;

/// <summary>What an investigation brings.</summary>
internal static class Answered
{
    public const string Through = "through the cluster at 08:00 UTC";
    public const string Refusal = "unauthorized: Please login to the Red Hat Registry";

    public static Findings By(params IReadOnlyList<RegistryAnswer> answers) => Findings.None with { Answers = answers };

    public static RegistryAnswer Accepted(AskedWith with, string image = Make.Image) => new(image, with, RegistryJudgement.Accepted, "Success", Through);

    public static RegistryAnswer Refused(AskedWith with, string image = Make.Image) => new(image, with, RegistryJudgement.Refused, Refusal, Through);

    public static RegistryAnswer NoSuchImage(AskedWith with, string image = Make.Image) => new(image, with, RegistryJudgement.NoSuchImage, "manifest unknown", Through);

    public static RegistryAnswer NoAnswer(AskedWith with, string image = Make.Image) => new(image, with, RegistryJudgement.NoAnswer, "i/o timeout", Through);

    /// <summary>The answer called <paramref name="judgement"/>; none for <c>None</c>.</summary>
    public static IReadOnlyList<RegistryAnswer> Of(AskedWith with, string judgement, string image = Make.Image) => judgement switch
    {
        "None" => [],
        nameof(Accepted) => [Accepted(with, image)],
        nameof(Refused) => [Refused(with, image)],
        nameof(NoSuchImage) => [NoSuchImage(with, image)],
        nameof(NoAnswer) => [NoAnswer(with, image)],
        _ => throw new ArgumentOutOfRangeException(nameof(judgement)),
    };

    /// <summary>The same, and that the template of the owner of <paramref name="pod"/> names <paramref name="secrets"/>.</summary>
    public static Findings WithTemplate(this Findings findings, PodSnapshot pod, params IReadOnlyList<string> secrets) =>
        findings with { TemplateSecrets = new Dictionary<string, IReadOnlyList<string>>(findings.TemplateSecrets) { [pod.Owner!.Uid] = secrets } };

    /// <summary>The same, and that RHACM's own pull secret in <paramref name="ns"/> is <paramref name="secret"/>.</summary>
    public static Findings WithAgentSecret(this Findings findings, PullSecret? secret, string ns = Make.Marketplace) =>
        findings with { AgentSecrets = new Dictionary<string, PullSecret?>(findings.AgentSecrets) { [ns] = secret } };

    /// <summary>The same, and what the nodes of the rendered MachineConfig <paramref name="config"/> hold.</summary>
    public static Findings WithNodes(this Findings findings, string config, RegistryCredentials? held, string? problem = null) =>
        findings with { NodePullSecrets = new Dictionary<string, NodePullSecret>(findings.NodePullSecrets) { [config] = new(held, problem) } };
}
