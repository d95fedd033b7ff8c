namespace PostSoftwareHook.Incident;

/// <summary>
/// CRI-O: pulls an image with one login, through its mirrors. Where the kubelet gives no login, it looks for one in the node's file itself,
/// which is its global_auth_file (cri-o server/image_pull.go; machine-config-operator templates/master/01-master-container-runtime). A
/// mirror of another domain never gets the kubelet's login, only one from that file (containers/image docker/docker_image_src.go,
/// newImageSourceAttempt).
/// </summary>
internal sealed class Runtime(Registry registry, RuntimeWords words)
{
    private const string GrpcPrefix = "rpc error: code = Unknown desc = ";

    /// <summary>Null when the image was pulled, otherwise the error.</summary>
    /// <param name="image">The image.</param>
    /// <param name="login">What the kubelet gives.</param>
    /// <param name="nodeLogins">The node's file as it is now: unlike the kubelet, CRI-O does not cache it.</param>
    public string? Pull(string image, RegistryCredential? login, Keyring nodeLogins)
    {
        var attempts = new List<(string Endpoint, string Error)>();
        foreach (var endpoint in registry.Endpoints(image))
        {
            var isSameDomain = ImageName.Parse(endpoint).Host == ImageName.Parse(image).Host;
            var answer = registry.Pull(endpoint, isSameDomain && login is not null ? login : First(nodeLogins.Lookup(endpoint)));
            if (answer.IsImage)
            {
                return null;
            }

            attempts.Add((endpoint, WithoutPrefix(answer.Error!)));
        }

        return Wrapped(image, Joined(attempts));
    }

    private static RegistryCredential? First(IReadOnlyList<RegistryCredential> logins) => logins is [var first, ..] ? first : null;

    /// <summary>The error without gRPC's prefix, as who pulls without gRPC sees it.</summary>
    public static string WithoutPrefix(string error) => error.StartsWith(GrpcPrefix, StringComparison.Ordinal) ? error[GrpcPrefix.Length..] : error;

    /// <summary>containers/image docker/docker_image_src.go, newImageSource.</summary>
    private static string Joined(List<(string Endpoint, string Error)> attempts)
    {
        var (primary, error) = attempts[^1];
        var mirrors = attempts[..^1].Select(attempt => $"[{attempt.Endpoint}: {attempt.Error}]").ToList();
        return mirrors.Count == 0 ? error : $"(Mirrors also failed: {string.Join('\n', mirrors)}): {primary}: {error}";
    }

    private string Wrapped(string image, string error) => words switch
    {
        RuntimeWords.Bare => GrpcPrefix + error,
        RuntimeWords.InitializingSource => $"{GrpcPrefix}initializing source docker://{image}: {error}",
        RuntimeWords.ImageOrArtifact =>
            $"unable to pull image or OCI artifact: pull image err: initializing source docker://{image}: {error}; artifact err: get manifest: build image source: {error}",
    };
}
