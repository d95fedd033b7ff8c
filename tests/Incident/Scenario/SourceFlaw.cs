namespace PostSoftwareHook.Incident;

/// <summary>What can be wrong with the global pull secret.</summary>
public enum SourceFlaw
{
    /// <summary>There is none.</summary>
    Missing,

    /// <summary>
    /// The JSON breaks off in the middle. Such a secret can only be of type Opaque: of type kubernetes.io/dockerconfigjson
    /// the API server takes nothing but a JSON object (kubernetes pkg/apis/core/validation, ValidateSecret).
    /// </summary>
    MalformedJson,

    /// <summary>A JSON object, but <c>auths</c> in it is a list.</summary>
    AuthsIsList,

    /// <summary>No <c>auths</c> in it.</summary>
    NoAuths,

    /// <summary>An <c>auths</c> with no entries.</summary>
    EmptyAuths,

    /// <summary>The auth field of registry.redhat.io is not base64.</summary>
    AuthIsNotBase64,

    /// <summary>The auth field of registry.redhat.io decodes to something without a colon.</summary>
    AuthWithoutColon,

    /// <summary>A secret of type Opaque, its content in order.</summary>
    WrongType,

    /// <summary>A secret of type Opaque without the key .dockerconfigjson.</summary>
    MissingKey,
}
