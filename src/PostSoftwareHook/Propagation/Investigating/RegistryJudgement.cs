namespace PostSoftwareHook.Propagation;

/// <summary>What a registry's answer means for the credentials that it was asked with.</summary>
internal enum RegistryJudgement
{
    /// <summary>It would serve the image.</summary>
    Accepted,

    /// <summary>It refuses the credentials.</summary>
    Refused,

    /// <summary>Something else is wrong with this image or on the way to it: no such tag, a name that does not resolve, a timeout.</summary>
    OtherError,
}
