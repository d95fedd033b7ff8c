namespace PostSoftwareHook.Incident;

/// <summary>Defects of the global pull secret.</summary>
public enum SourceFlaw
{
    /// <summary>The secret does not exist.</summary>
    Missing,

    /// <summary>
    /// Truncated JSON. Such a secret must be of type Opaque: for kubernetes.io/dockerconfigjson the API server accepts only a JSON
    /// object (kubernetes pkg/apis/core/validation, ValidateSecret).
    /// </summary>
    MalformedJson,

    /// <summary><c>auths</c> is a list instead of an object.</summary>
    AuthsIsList,

    /// <summary>No <c>auths</c>.</summary>
    NoAuths,

    /// <summary><c>auths</c> has no entries.</summary>
    EmptyAuths,

    /// <summary>The auth field of registry.redhat.io is not base64.</summary>
    AuthIsNotBase64,

    /// <summary>The decoded auth field of registry.redhat.io has no colon.</summary>
    AuthWithoutColon,

    /// <summary>Type Opaque with valid content.</summary>
    WrongType,

    /// <summary>Type Opaque without the key .dockerconfigjson.</summary>
    MissingKey,
}
