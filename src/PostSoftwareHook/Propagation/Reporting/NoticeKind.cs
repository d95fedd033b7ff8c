namespace PostSoftwareHook.Propagation;

internal enum NoticeKind
{
    /// <summary>A warning. The text is a sentence.</summary>
    Warning,

    /// <summary>A stuck pod was left unchanged. The text is the reason; the command, if any, fixes it.</summary>
    PodLeftAlone,

    /// <summary>Nothing says why a pod waits for its image. The text is the reason; the command makes the kubelet try at once and say why.</summary>
    PodUnexplained,

    /// <summary>Links to a secret that this tool did not create were kept. The text is a sentence; the commands remove the links.</summary>
    LinksLeft,

    /// <summary>OLM replaces Ready pods because of what this run changes: the text is a sentence that counts them.</summary>
    PodsReplaced,
}
