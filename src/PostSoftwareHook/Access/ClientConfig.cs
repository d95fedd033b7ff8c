using k8s.Authentication;

namespace PostSoftwareHook.Access;

/// <summary>Where a cluster is, whom to trust there and how to log in; what a kubeconfig or the options come to.</summary>
internal sealed record ClientConfig
{
    /// <summary>The API server's URL.</summary>
    public string? Server { get; init; }

    /// <summary>Where this came from, for messages: <c>kubeconfig /path (context admin)</c>.</summary>
    public string Origin { get; init; } = "the options";

    /// <summary>PEM certificates to trust; null for those of the system.</summary>
    public string? CaPem { get; init; }

    /// <summary>Whether the server's certificate goes unverified.</summary>
    public bool SkipTlsVerify { get; init; }

    /// <summary>The name to expect in the server's certificate, where it isn't the URL's host.</summary>
    public string? TlsServerName { get; init; }

    /// <summary>The client's certificate in PEM.</summary>
    public string? ClientCertPem { get; init; }

    /// <summary>That certificate's key in PEM.</summary>
    public string? ClientKeyPem { get; init; }

    /// <summary>A bearer token.</summary>
    public string? Token { get; init; }

    /// <summary>A source of bearer tokens that are renewed while the run goes on.</summary>
    public ITokenProvider? TokenProvider { get; init; }

    /// <summary>A user for basic authentication.</summary>
    public string? Username { get; init; }

    /// <summary>That user's password.</summary>
    public string? Password { get; init; }

    /// <summary>The URL of a proxy.</summary>
    public string? Proxy { get; init; }

    /// <summary>The environment variable that the proxy comes from; null where it was named for this cluster.</summary>
    public string? ProxyVariable { get; init; }

    /// <summary>Hosts, domains, addresses and networks that the proxy is not for, joined by commas.</summary>
    public string? NoProxy { get; init; }

    /// <summary>Whether its server is verified without the certificates that this machine trusts, or not at all.</summary>
    public bool BringsItsTrust => CaPem is not null || SkipTlsVerify;

    /// <inheritdoc/>
    public override string ToString() => $"{Server} of {Origin}";

    /// <summary>Every secret in it, to be kept out of all that is printed.</summary>
    public IEnumerable<string> Secrets => new[] { Token, Password, ClientKeyPem, Password is null ? null : $"{Username}:{Password}" }.OfType<string>().Concat(ProxySecrets);

    private IEnumerable<string> ProxySecrets =>
        Uri.TryCreate(Proxy, UriKind.Absolute, out var proxy) && proxy.UserInfo.Length > 0
            ? [proxy.UserInfo, Uri.UnescapeDataString(proxy.UserInfo), .. proxy.UserInfo.Split(':', 2).Skip(1).SelectMany(password => new[] { password, Uri.UnescapeDataString(password) })]
            : [];
}
