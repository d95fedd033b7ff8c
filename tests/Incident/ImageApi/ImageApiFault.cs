namespace PostSoftwareHook.Incident;

/// <summary>What is wrong with OpenShift's image API.</summary>
public enum ImageApiFault
{
    None,

    /// <summary>The cluster does not have it, like MicroShift: its APIService is gone, and the answer is 404.</summary>
    Absent,

    /// <summary>Its server is down: 503.</summary>
    Unavailable,

    /// <summary>It answers 403, as it does for a user without the right.</summary>
    Forbidden,

    /// <summary>It answers correctly, after a delay.</summary>
    Slow,

    /// <summary>It never answers. kube-apiserver gives up after a minute.</summary>
    Hangs,

    /// <summary>It answers with an object of another kind.</summary>
    AnswersOtherKind,

    /// <summary>Its answer ends in the middle.</summary>
    AnswersHalf,

    /// <summary>Its answer has no status of any image.</summary>
    AnswersWithoutImages,

    /// <summary>The cluster allows imports from no registry that is asked for (image.config.openshift.io, allowedRegistriesForImport): 422.</summary>
    RegistryNotAllowed,
}
