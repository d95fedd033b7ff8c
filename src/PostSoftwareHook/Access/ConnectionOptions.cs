using System.Text.Json.Nodes;

namespace PostSoftwareHook.Access;

/// <summary>How to reach a cluster: the options of kubernetes.core, by their names there.</summary>
internal sealed record ConnectionOptions
{
    /// <summary>A path (several, joined by colons, are merged), or the content as an object; null for the default places.</summary>
    public JsonNode? Kubeconfig { get; init; }

    /// <summary>A context of the kubeconfig; null for its current one.</summary>
    public string? Context { get; init; }

    /// <summary>The API server's URL.</summary>
    public string? Host { get; init; }

    /// <summary>A bearer token.</summary>
    public string? ApiKey { get; init; }

    /// <summary>A user for basic authentication.</summary>
    public string? Username { get; init; }

    /// <summary>That user's password.</summary>
    public string? Password { get; init; }

    /// <summary>False turns verification of the server's certificate off; null leaves it to the kubeconfig.</summary>
    public bool? ValidateCerts { get; init; }

    /// <summary>A file of PEM certificates to trust.</summary>
    public string? CaCert { get; init; }

    /// <summary>A file with the client's certificate in PEM.</summary>
    public string? ClientCert { get; init; }

    /// <summary>A file with that certificate's key in PEM.</summary>
    public string? ClientKey { get; init; }

    /// <summary>The URL of a proxy.</summary>
    public string? Proxy { get; init; }

    /// <summary>Hosts that the proxy is not for, joined by commas.</summary>
    public string? NoProxy { get; init; }

    /// <summary>A user to act as.</summary>
    public string? ImpersonateUser { get; init; }

    /// <summary>Groups to act as.</summary>
    public IReadOnlyList<string> ImpersonateGroups { get; init; } = [];

    /// <summary>Whether a kubeconfig's exec plugin may be run.</summary>
    public bool MayRunExecPlugins { get; init; } = true;

    /// <inheritdoc/>
    public override string ToString() => "(connection settings)";

    /// <summary>Whether <see cref="Host"/> comes with enough to log in, so that no kubeconfig is read.</summary>
    public bool IsSelfSufficient =>
        Host is not null && (ApiKey is not null || (Username is not null && Password is not null) || (ClientCert is not null && ClientKey is not null));
}
