using System.Net;
using PostSoftwareHook.Access;

namespace PostSoftwareHook.Api;

/// <summary>A proxy for all hosts except those listed.</summary>
internal sealed class HttpProxy : IWebProxy
{
    private readonly Uri _address;
    private readonly NoProxyList _exceptions;

    /// <summary>Creates a proxy. Credentials are taken from the URL's user info.</summary>
    public HttpProxy(Uri address, NoProxyList exceptions)
    {
        // The HTTP client prints the address in its errors, so it must not contain the password.
        _address = new UriBuilder(address) { UserName = "", Password = "" }.Uri;
        _exceptions = exceptions;
        var user = Uri.UnescapeDataString(address.UserInfo).Split(':', 2);
        Credentials = user[0].Length > 0 ? new NetworkCredential(user[0], user.ElementAtOrDefault(1)) : null;
    }

    /// <summary>The proxy for a cluster, or null if there is none.</summary>
    /// <exception cref="HookException">The address is not a URL.</exception>
    public static HttpProxy? Of(ClientConfig access)
    {
        if (access.Proxy is null)
        {
            return null;
        }

        return Uri.TryCreate(access.Proxy, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" or "socks4" or "socks4a" or "socks5"
            ? new(address, new(access.NoProxy, exceptThisMachine: access.ProxyVariable is not null))
            : throw new HookException($"The proxy's address{(access.ProxyVariable is { } variable ? $" in the environment variable {variable}" : "")} is not a URL. Expected, for example, http://proxy.example.com:3128.");
    }

    /// <inheritdoc/>
    public ICredentials? Credentials { get; set; }

    /// <inheritdoc/>
    public Uri GetProxy(Uri destination) => _address;

    /// <inheritdoc/>
    public bool IsBypassed(Uri host) => _exceptions.Contains(host);
}
