namespace PostSoftwareHook.Propagation;

/// <summary>The answers to the questions of an investigation. What is missing is not known.</summary>
internal sealed record Findings
{
    /// <summary>The pull secret that RHACM brings to a managed cluster, with content from the hub (open-cluster-management-io/ocm, manifests/klusterlet).</summary>
    public const string AgentSecretName = "open-cluster-management-image-pull-credentials";

    public static Findings None { get; } = new();

    /// <summary>The keys of the questions that were asked, answered or not (<see cref="Questions.Keys"/>): none is asked twice in a run.</summary>
    public IReadOnlySet<string> Asked { get; init; } = new HashSet<string>();

    /// <summary>What the registries said.</summary>
    public IReadOnlyList<RegistryAnswer> Answers { get; init; } = [];

    /// <summary>The nodes' pull secrets, by the name of the rendered MachineConfig that holds them.</summary>
    public IReadOnlyDictionary<string, NodePullSecret> NodePullSecrets { get; init; } = new Dictionary<string, NodePullSecret>();

    /// <summary>
    /// The imagePullSecrets of pod templates, by the UID of the owner. Admission adds those of the serviceaccount only to a pod that
    /// names none, so a link does not reach the pods of a template that names its own (kubernetes, plugin/pkg/admission/serviceaccount).
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> TemplateSecrets { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>RHACM's own pull secrets, <see cref="AgentSecretName"/>, by namespace; null where there is none.</summary>
    public IReadOnlyDictionary<string, PullSecret?> AgentSecrets { get; init; } = new Dictionary<string, PullSecret?>();

    /// <summary>The sets of mirrors.</summary>
    public IReadOnlyList<MirrorSet> MirrorSets { get; init; } = [];

    /// <summary>
    /// The answer for <paramref name="image"/>, or for another image of its registry: that one says whether the registry takes the
    /// credentials, but nothing else about this image.
    /// </summary>
    public RegistryAnswer? AnswerFor(string image, AskedWith with)
    {
        var host = ImageReference.Parse(image).Host;
        var answers = Answers.Where(answer => answer.With == with).ToList();
        return answers.FirstOrDefault(answer => answer.Image == image)
            ?? answers.FirstOrDefault(answer => answer.Host == host && answer.Judgement is RegistryJudgement.Accepted or RegistryJudgement.Refused);
    }
}
