using System.Net;

namespace PostSoftwareHook.Api;

/// <summary>A proxy for all hosts but those listed, which are names, domains (with or without a leading dot) or <c>*</c>.</summary>
internal sealed class ClusterProxy : IWebProxy
{
    private readonly Uri _address;
    private readonly string[] _exceptions;

    /// <summary>Takes credentials from the URL's user part.</summary>
    public ClusterProxy(Uri address, string? noProxy)
    {
        // Whoever prints the address, such as the HTTP client when the proxy refuses, prints no password.
        _address = new UriBuilder(address) { UserName = "", Password = "" }.Uri;
        _exceptions = noProxy?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        var user = Uri.UnescapeDataString(address.UserInfo).Split(':', 2);
        Credentials = user[0].Length > 0 ? new NetworkCredential(user[0], user.ElementAtOrDefault(1)) : null;
    }

    /// <inheritdoc/>
    public ICredentials? Credentials { get; set; }

    /// <inheritdoc/>
    public Uri GetProxy(Uri destination) => _address;

    /// <inheritdoc/>
    public bool IsBypassed(Uri host) => _exceptions.Any(exception =>
        exception == "*"
        || host.Host.Equals(exception.TrimStart('.'), StringComparison.OrdinalIgnoreCase)
        || host.Host.EndsWith("." + exception.TrimStart('.'), StringComparison.OrdinalIgnoreCase));
}
