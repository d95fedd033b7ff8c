using System.Net;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace PostSoftwareHook.Incident;

/// <summary>
/// Someone else who edits a serviceaccount all the while, as carefully as one must: every round adds an annotation and an
/// imagePullSecrets entry with the resourceVersion that was read. If an entry of his is missing afterwards, another
/// writer was careless.
/// </summary>
public sealed class RacingWriter
{
    private readonly IKubernetes _client;
    private readonly string _namespace;
    private readonly string _serviceAccount;

    internal RacingWriter(IKubernetes client, string @namespace, string serviceAccount)
    {
        _client = client;
        _namespace = @namespace;
        _serviceAccount = serviceAccount;
    }

    /// <summary>The names of the imagePullSecrets entries added so far, each also the key of an annotation.</summary>
    public IReadOnlyList<string> Added { get; private set; } = [];

    /// <summary>How often the other side was faster.</summary>
    public int Conflicts { get; private set; }

    /// <summary>Writes that many rounds, with this pause between two.</summary>
    public async Task RunAsync(int rounds = 50, TimeSpan pause = default, CancellationToken cancellationToken = default)
    {
        for (var round = 0; round < rounds; round++)
        {
            await AddAsync($"race-{round}", cancellationToken);
            await Task.Delay(pause, cancellationToken);
        }
    }

    /// <summary>What of the added is no longer there.</summary>
    public async Task<IReadOnlyList<string>> LostAsync(CancellationToken cancellationToken = default)
    {
        var account = await ReadAsync(cancellationToken);
        return [.. Added.Where(name =>
            !(account.ImagePullSecrets?.Any(secret => secret.Name == name) ?? false)
            || !(account.Metadata.Annotations?.ContainsKey(name) ?? false))];
    }

    private async Task AddAsync(string name, CancellationToken cancellationToken)
    {
        while (!Added.Contains(name))
        {
            var account = await ReadAsync(cancellationToken);
            account.Metadata.Annotations ??= new Dictionary<string, string>();
            account.Metadata.Annotations[name] = "added";
            account.ImagePullSecrets = [.. account.ImagePullSecrets ?? [], new V1LocalObjectReference { Name = name }];
            try
            {
                await _client.CoreV1.ReplaceNamespacedServiceAccountAsync(account, _serviceAccount, _namespace, cancellationToken: cancellationToken);
                Added = [.. Added, name];
            }
            catch (HttpOperationException answer) when (answer.Response.StatusCode == HttpStatusCode.Conflict)
            {
                Conflicts++;
            }
        }
    }

    private Task<V1ServiceAccount> ReadAsync(CancellationToken cancellationToken) =>
        _client.CoreV1.ReadNamespacedServiceAccountAsync(_serviceAccount, _namespace, cancellationToken: cancellationToken);
}
