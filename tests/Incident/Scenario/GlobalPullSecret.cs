using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace PostSoftwareHook.Incident;

/// <summary>openshift-config/pull-secret, and ways to change it.</summary>
public sealed class GlobalPullSecret
{
    private const string Key = ".dockerconfigjson";
    private const string DockerConfigJsonType = "kubernetes.io/dockerconfigjson";
    private readonly IKubernetes _client;
    private readonly Planted _planted;
    private readonly Registry _registry;
    private Dictionary<string, RegistryCredential> _credentials = [];

    internal GlobalPullSecret(IKubernetes client, Planted planted, Registry registry)
    {
        _client = client;
        _planted = planted;
        _registry = registry;
    }

    /// <summary>Its credentials, by host.</summary>
    public IReadOnlyDictionary<string, RegistryCredential> Credentials => _credentials;

    /// <summary>Its .dockerconfigjson.</summary>
    public string Json => DockerConfig.WriteJson(_credentials);

    /// <summary>
    /// Replaces the credentials of every host. By default the registries then accept only the new ones. If <paramref name="accepted"/>
    /// is false, they accept only the old ones.
    /// </summary>
    public Task RotateAsync(bool accepted = true, CancellationToken cancellationToken = default)
    {
        Renew(accepted);
        return WriteAsync(Json, cancellationToken);
    }

    /// <summary>Adds a host, or a host with a path, with a credential that the registry accepts.</summary>
    public async Task AddAsync(string key, CancellationToken cancellationToken = default)
    {
        var credential = RegistryCredential.Random("added");
        _planted.AddCredential($"credential for {key}", credential);
        _registry.Accept(key.Split('/')[0], credential);
        _credentials[key] = credential;
        await WriteAsync(Json, cancellationToken);
    }

    /// <summary>Removes a host.</summary>
    public async Task RemoveAsync(string host, CancellationToken cancellationToken = default)
    {
        _credentials.Remove(host);
        await WriteAsync(Json, cancellationToken);
    }

    /// <summary>Damages the secret. Only <see cref="RotateAsync"/> or a reset repairs it.</summary>
    public Task BreakAsync(SourceFlaw flaw, CancellationToken cancellationToken = default) => flaw switch
    {
        SourceFlaw.Missing => DeleteAsync(cancellationToken),
        SourceFlaw.MalformedJson => WriteAsync("Opaque", Key, Json[..^9], cancellationToken),
        SourceFlaw.AuthsIsList => WriteAsync("""{"auths":[]}""", cancellationToken),
        SourceFlaw.NoAuths => WriteAsync("{}", cancellationToken),
        SourceFlaw.EmptyAuths => WriteAsync("""{"auths":{}}""", cancellationToken),
        SourceFlaw.AuthIsNotBase64 => WriteAuthAsync($"{Planted.RandomText(20)}!{Planted.RandomText(20)}", cancellationToken),
        SourceFlaw.AuthWithoutColon => WriteAuthAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes(Planted.RandomText(33))), cancellationToken),
        SourceFlaw.WrongType => WriteAsync("Opaque", Key, Json, cancellationToken),
        SourceFlaw.MissingKey => WriteAsync("Opaque", "config.json", Json, cancellationToken),
        _ => throw new ArgumentOutOfRangeException(nameof(flaw), flaw, null),
    };

    /// <summary>Makes up its credentials, which the registries accept. <see cref="CreateAsync"/> makes the secret.</summary>
    internal void Prepare()
    {
        string[] hosts = [Names.Telemetry, Names.QuayRegistry, Names.ConnectRegistry, Names.RedHatRegistry];
        _credentials = hosts.ToDictionary(host => host, RegistryCredential.Random);
        Renew(accepted: true);
    }

    internal Task CreateAsync(CancellationToken cancellationToken) => WriteAsync(Json, cancellationToken);

    private void Renew(bool accepted)
    {
        _credentials = _credentials.Keys.ToDictionary(host => host, RegistryCredential.Random);
        foreach (var (host, credential) in _credentials)
        {
            _planted.AddCredential($"credential for {host}", credential);
            if (accepted)
            {
                _registry.AcceptOnly(host, credential);
            }
        }
    }

    private Task WriteAuthAsync(string auth, CancellationToken cancellationToken)
    {
        _planted.AddToken("flawed auth field", auth);
        var document = JsonNode.Parse(Json)!;
        document["auths"]![Names.RedHatRegistry]!["auth"] = auth;
        return WriteAsync(document.ToJsonString(), cancellationToken);
    }

    private Task WriteAsync(string document, CancellationToken cancellationToken) => WriteAsync(DockerConfigJsonType, Key, document, cancellationToken);

    private async Task WriteAsync(string type, string key, string document, CancellationToken cancellationToken)
    {
        _planted.AddDocument("global pull secret", document);
        var secret = new V1Secret
        {
            Metadata = new V1ObjectMeta { Name = Names.PullSecret, NamespaceProperty = Names.ConfigNamespace },
            Type = type,
            Data = new Dictionary<string, byte[]> { [key] = Encoding.UTF8.GetBytes(document) },
        };
        try
        {
            await _client.CoreV1.ReplaceNamespacedSecretAsync(secret, Names.PullSecret, Names.ConfigNamespace, cancellationToken: cancellationToken);
        }
        catch (HttpOperationException answer) when (answer.Response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.UnprocessableEntity)
        {
            // There is none, or one of another type; a secret's type is immutable.
            await DeleteAsync(cancellationToken);
            await _client.CoreV1.CreateNamespacedSecretAsync(secret, Names.ConfigNamespace, cancellationToken: cancellationToken);
        }
    }

    private async Task DeleteAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _client.CoreV1.DeleteNamespacedSecretAsync(Names.PullSecret, Names.ConfigNamespace, cancellationToken: cancellationToken);
        }
        catch (HttpOperationException answer) when (answer.Response.StatusCode == HttpStatusCode.NotFound)
        {
            // It is already gone.
        }
    }
}
