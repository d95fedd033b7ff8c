namespace PostSoftwareHook.Propagation;

/// <summary>What a registry's answer means for the credentials that it was asked with.</summary>
internal enum RegistryJudgement
{
    /// <summary>It would serve the image.</summary>
    Accepted,

    /// <summary>It refuses the credentials.</summary>
    Refused,

    /// <summary>It has no such image: it looked for it, so it did not refuse.</summary>
    NoSuchImage,

    /// <summary>It was not reached or could not answer, from where it was asked: that says nothing about the credentials.</summary>
    NoAnswer,
}
