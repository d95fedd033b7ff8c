using System.Text.RegularExpressions;

namespace PostSoftwareHook.Propagation;

/// <summary>
/// Recognises the kubelet's words for a pull secret that it can't decode. They are Go's, whole and without a prefix: those of
/// encoding/base64 and encoding/json, and the one of kubernetes pkg/credentialprovider/config.go (<c>decodeDockerConfigFieldAuth</c>).
/// A pod with one such secret pulls nothing, not even with the node's credentials (pkg/credentialprovider/secrets/secrets.go,
/// <c>MakeDockerKeyring</c>, v1.33).
/// </summary>
/// <remarks>
/// Since 1.33 the kubelet decodes the secrets before the pull and returns the bare error, which becomes the container's waiting
/// reason and message; there is no event of a failed pull then (pkg/kubelet/images/image_manager.go, <c>EnsureImageExists</c>).
/// Up to 1.32 it is the error of the pull, with the reason ErrImagePull (pkg/kubelet/kuberuntime/kuberuntime_image.go, <c>PullImage</c>).
/// A registry that answers with something other than JSON causes similar words, but they never stand alone.
/// </remarks>
internal static partial class PullSecretErrorParser
{
    /// <summary>Whether <paramref name="text"/>, a waiting reason or a message, says that a pull secret can't be decoded.</summary>
    public static bool IsUnreadable(string text)
    {
        var error = Prefix().Replace(text, "").Trim();
        return Base64().IsMatch(error) || Auth().IsMatch(error) || Syntax().IsMatch(error) || Type().IsMatch(error);
    }

    /// <summary>What the kubelet puts before an error of a pull: in an event, and since 1.32 in the message of a back-off.</summary>
    [GeneratedRegex("^(Failed to pull image \"[^\"]*\"|Back-off pulling image \"[^\"]*\": ErrImagePull): ")]
    private static partial Regex Prefix();

    /// <summary>encoding/base64, <c>CorruptInputError</c>.</summary>
    [GeneratedRegex("^illegal base64 data at input byte [0-9]+$")]
    private static partial Regex Base64();

    [GeneratedRegex(@"^unable to parse auth field, must be formatted as base64\(username:password\)$")]
    private static partial Regex Auth();

    /// <summary>encoding/json, <c>SyntaxError</c> (scanner.go).</summary>
    [GeneratedRegex(
        """
        ^(unexpected end of JSON input|invalid character '.{1,10}' (looking for beginning of (value|object key string)|after (object key|object key:value pair|array element|top-level value|decimal point in numeric literal)|in (string literal|string escape code|\\u hexadecimal character escape|numeric literal|exponent of numeric literal|literal (true|false|null) \(expecting '.'\))))$
        """)]
    private static partial Regex Syntax();

    /// <summary>encoding/json, <c>UnmarshalTypeError</c>, of the types that a pull secret is decoded into.</summary>
    [GeneratedRegex(
        @"^json: cannot unmarshal (array|bool|number|object|string)( [^ ]+)? into Go (value of type credentialprovider\.|struct field (DockerConfigJSON|dockerConfigEntryWithAuth)\.)[^\n]+$")]
    private static partial Regex Type();
}
