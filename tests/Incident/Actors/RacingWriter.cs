using System.Net;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace PostSoftwareHook.Incident;

/// <summary>
/// Edits a serviceaccount concurrently and correctly: every round adds an annotation and an imagePullSecrets entry, with the
/// resourceVersion that was read. If one of its entries is missing afterwards, another writer overwrote it.
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

    /// <summary>Names of the imagePullSecrets entries added so far. Each is also the key of an annotation.</summary>
    public IReadOnlyList<string> Added { get; private set; } = [];

    /// <summary>Number of updates that the API server rejected with a conflict.</summary>
    public int Conflicts { get; private set; }

    /// <summary>Runs <paramref name="rounds"/> rounds, with <paramref name="pause"/> between two of them.</summary>
    public async Task RunAsync(int rounds = 50, TimeSpan pause = default, CancellationToken cancellationToken = default)
    {
        for (var round = 0; round < rounds; round++)
        {
            await AddAsync($"race-{round}", cancellationToken);
            await Task.Delay(pause, cancellationToken);
        }
    }

    /// <summary>The entries that another writer removed.</summary>
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
