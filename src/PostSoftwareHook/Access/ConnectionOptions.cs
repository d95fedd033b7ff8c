using System.Text.Json.Nodes;

namespace PostSoftwareHook.Access;

/// <summary>Connection options, named as in kubernetes.core.</summary>
internal sealed record ConnectionOptions
{
    /// <summary>A path (several, joined by colons, are merged), or the content as an object. Null: the default locations.</summary>
    public JsonNode? Kubeconfig { get; init; }

    /// <summary>Context of the kubeconfig. Null: the current context.</summary>
    public string? Context { get; init; }

    public string? Host { get; init; }

    /// <summary>Bearer token.</summary>
    public string? ApiKey { get; init; }

    /// <summary>User for basic authentication.</summary>
    public string? Username { get; init; }

    public string? Password { get; init; }

    /// <summary>False turns verification of the server's certificate off. Null: as the kubeconfig says.</summary>
    public bool? ValidateCerts { get; init; }

    /// <summary>File of PEM certificates to trust.</summary>
    public string? CaCert { get; init; }

    /// <summary>File with the client certificate in PEM.</summary>
    public string? ClientCert { get; init; }

    /// <summary>File with the client certificate's key in PEM.</summary>
    public string? ClientKey { get; init; }

    /// <summary>URL of a proxy.</summary>
    public string? Proxy { get; init; }

    /// <summary>Comma-separated hosts, domains, addresses and networks to reach without the proxy.</summary>
    public string? NoProxy { get; init; }

    public string? ImpersonateUser { get; init; }

    public IReadOnlyList<string> ImpersonateGroups { get; init; } = [];

    public bool MayRunExecPlugins { get; init; } = true;

    /// <inheritdoc/>
    public override string ToString() => "(connection settings)";

    /// <summary>Whether <see cref="Host"/> comes with enough to log in, so that no kubeconfig is read.</summary>
    public bool IsSelfSufficient =>
        Host is not null && (ApiKey is not null || (Username is not null && Password is not null) || (ClientCert is not null && ClientKey is not null));
}
