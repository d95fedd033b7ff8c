namespace PostSoftwareHook.Propagation;

/// <summary>What a notice tells.</summary>
internal enum NoticeKind
{
    /// <summary>Something that a person should know: the text is a sentence.</summary>
    Warning,

    /// <summary>A pod is held back and was left alone: the text is the reason, the command would mend it.</summary>
    PodLeftAlone,

    /// <summary>Nothing says why a pod waits for its image: the text is the reason, the command makes the kubelet try at once and say why.</summary>
    PodUnexplained,

    /// <summary>Links to a secret that somebody else made stay: the text is a sentence, the command removes them.</summary>
    LinksLeft,
}
