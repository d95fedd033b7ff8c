using k8s.Authentication;

namespace PostSoftwareHook.Access;

/// <summary>Server, trusted certificates, login and proxy of one cluster, resolved from the options or a kubeconfig.</summary>
internal sealed record ClientConfig
{
    public string? Server { get; init; }

    /// <summary>Source of these settings, for messages: <c>kubeconfig /path (context admin)</c>.</summary>
    public string Origin { get; init; } = "the options";

    /// <summary>PEM certificates to trust. Null: those of the system.</summary>
    public string? CaPem { get; init; }

    /// <summary>True turns verification of the server's certificate off.</summary>
    public bool SkipTlsVerify { get; init; }

    /// <summary>Name to expect in the server's certificate if it is not the URL's host.</summary>
    public string? TlsServerName { get; init; }

    public string? ClientCertPem { get; init; }

    public string? ClientKeyPem { get; init; }

    public string? Token { get; init; }

    /// <summary>Supplies bearer tokens that are renewed during the run.</summary>
    public ITokenProvider? TokenProvider { get; init; }

    /// <summary>User for basic authentication.</summary>
    public string? Username { get; init; }

    public string? Password { get; init; }

    public string? Proxy { get; init; }

    /// <summary>Environment variable that named the proxy. Null if an option or the kubeconfig named it.</summary>
    public string? ProxyVariable { get; init; }

    /// <summary>Comma-separated hosts, domains, addresses and networks to reach without the proxy.</summary>
    public string? NoProxy { get; init; }

    /// <summary>Whether the server's certificate is verified without this machine's trusted certificates, or not at all.</summary>
    public bool BringsItsTrust => CaPem is not null || SkipTlsVerify;

    /// <inheritdoc/>
    public override string ToString() => $"{Server} of {Origin}";

    /// <summary>Every secret in these settings, for the <see cref="Guards.Redactor"/>.</summary>
    public IEnumerable<string> Secrets => new[] { Token, Password, ClientKeyPem, Password is null ? null : $"{Username}:{Password}" }.OfType<string>().Concat(ProxySecrets);

    private IEnumerable<string> ProxySecrets =>
        Uri.TryCreate(Proxy, UriKind.Absolute, out var proxy) && proxy.UserInfo.Length > 0
            ? [proxy.UserInfo, Uri.UnescapeDataString(proxy.UserInfo), .. proxy.UserInfo.Split(':', 2).Skip(1).SelectMany(password => new[] { password, Uri.UnescapeDataString(password) })]
            : [];
}
