namespace PostSoftwareHook.Incident;

/// <summary>Pull errors in CRI-O's wording.</summary>
public static class RegistryErrors
{
    /// <summary>
    /// Missing or wrong credentials. Red Hat's registries reject them at their token service, with their own message; others with the
    /// protocol's.
    /// </summary>
    public static string Unauthorized(ImageName image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return HasRedHatsTokenService(image)
            ? $"rpc error: code = Unknown desc = unable to retrieve auth token: invalid username/password: {Refusal(image)}"
            : $"rpc error: code = Unknown desc = reading manifest {image.Reference} in {image.Repository}: {Refusal(image)}";
    }

    /// <summary>The registry's own words of a refusal.</summary>
    internal static string Refusal(ImageName image) => HasRedHatsTokenService(image)
        ? "unauthorized: Please login to the Red Hat Registry using your Customer Portal credentials. "
            + "Further instructions can be found here: https://access.redhat.com/RegistryAuthentication"
        : "unauthorized: access to the requested resource is not authorized";

    /// <summary>Whether the login is checked by a token service that refuses anonymous users too, before the registry is asked.</summary>
    internal static bool HasRedHatsTokenService(ImageName image) =>
        image.Host.EndsWith(".redhat.io", StringComparison.Ordinal) || image.Host.EndsWith(".redhat.com", StringComparison.Ordinal);

    /// <summary>The login is valid or not required, but the tag does not exist.</summary>
    public static string ManifestUnknown(ImageName image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return $"rpc error: code = Unknown desc = reading manifest {image.Reference} in {image.Repository}: manifest unknown: manifest unknown";
    }

    public static string NoSuchHost(string host) =>
        $"rpc error: code = Unknown desc = pinging container registry {host}: Get \"https://{host}/v2/\": dial tcp: lookup {host} on 172.30.0.10:53: no such host";

    public static string Timeout(string host) =>
        $"rpc error: code = Unknown desc = pinging container registry {host}: Get \"https://{host}/v2/\": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)";

    /// <summary>The cluster's proxy wants a login: status 407, of which Go's client tells the words alone.</summary>
    public static string ProxyAuthenticationRequired(string host) =>
        $"rpc error: code = Unknown desc = pinging container registry {host}: Get \"https://{host}/v2/\": Proxy Authentication Required";

    public static string ConnectionRefused(string host) =>
        $"rpc error: code = Unknown desc = pinging container registry {host}: Get \"https://{host}/v2/\": dial tcp 192.0.2.1:443: connect: connection refused";
}
