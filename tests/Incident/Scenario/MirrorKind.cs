namespace PostSoftwareHook.Incident;

/// <summary>The kind of object that tells OpenShift of a mirror.</summary>
public enum MirrorKind
{
    /// <summary>ImageDigestMirrorSet: for images named by digest.</summary>
    DigestMirrorSet,

    /// <summary>ImageTagMirrorSet: for images named by tag.</summary>
    TagMirrorSet,

    /// <summary>ImageContentSourcePolicy, the predecessor of ImageDigestMirrorSet.</summary>
    ContentSourcePolicy,
}
