using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PostSoftwareHook.Propagation;
using k8s.Autorest;

namespace PostSoftwareHook.Api;

/// <summary>
/// Reads and writes objects as plain JSON, over the client's connection and with its credentials. The client's own models would
/// be filled from the whole answer, of which little is needed, and trust that each field has its type; a write would drop the
/// fields that they don't know.
/// </summary>
/// <param name="cluster">The cluster.</param>
/// <param name="stop">Ends reading.</param>
internal sealed class KubernetesApi(ClusterSession cluster, CancellationToken stop)
{
    private const int PageSize = 500;

    /// <summary>How many pages of one list are read; a list that goes on is no cluster's.</summary>
    private const int MaxPages = 200;

    /// <summary>The object at <paramref name="path"/>; null where it, or its whole kind, isn't there.</summary>
    /// <param name="path">Below the API server's address, without a slash in front.</param>
    /// <param name="read">Takes from it what is needed; the JSON is gone afterwards.</param>
    /// <exception cref="HttpOperationException">The server refuses.</exception>
    /// <exception cref="JsonException">The answer is no object, or <paramref name="read"/> lacks something.</exception>
    public async Task<T?> FindAsync<T>(string path, Func<JsonElement, T?> read)
        where T : class
    {
        try
        {
            using var answer = await GetAsync(path).ConfigureAwait(false);
            return read(answer.RootElement.ValueKind == JsonValueKind.Object ? answer.RootElement : throw new JsonException("The answer is no object."));
        }
        catch (HttpOperationException e) when (e.Is(HttpStatusCode.NotFound))
        {
            return null;
        }
    }

    /// <summary>The items of the list at <paramref name="path"/>, page by page; null where the kind isn't there.</summary>
    /// <param name="path">Below the API server's address, without a slash in front; it may have a query.</param>
    /// <param name="read">Takes from an item what is needed; its JSON is gone after the page.</param>
    /// <exception cref="HttpOperationException">The server refuses.</exception>
    /// <exception cref="HookException">The list has no end.</exception>
    /// <exception cref="JsonException">The answer is no list, or <paramref name="read"/> lacks something.</exception>
    public async Task<List<T>?> FindAllAsync<T>(string path, Func<JsonElement, T> read)
    {
        try
        {
            return await ListAsync(path, read).ConfigureAwait(false);
        }
        catch (HttpOperationException e) when (e.Is(HttpStatusCode.NotFound))
        {
            return null;
        }
    }

    /// <summary>The same, where the kind is always there.</summary>
    public async Task<List<T>> ListAsync<T>(string path, Func<JsonElement, T> read)
    {
        var all = new List<T>();
        string? next = null;
        for (var page = 0; page < MaxPages; page++)
        {
            var query = $"{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}limit={PageSize}{(next is null ? "" : $"&continue={Uri.EscapeDataString(next)}")}";
            using var answer = await GetAsync(path + query).ConfigureAwait(false);
            all.AddRange(ItemsOf(answer.RootElement).Select(read));
            next = answer.RootElement.Text("metadata", "continue");
            if (string.IsNullOrEmpty(next))
            {
                return all;
            }
        }

        throw new HookException($"{cluster.Access.Server} lists more than {MaxPages * PageSize} items at /{path}. Is {cluster.Access.Origin} the API server's address?");
    }

    private static JsonElement.ArrayEnumerator ItemsOf(JsonElement list) => list.At("items") switch
    {
        { ValueKind: JsonValueKind.Array } items => items.EnumerateArray(),
        { ValueKind: JsonValueKind.Null } => default, // as Go writes a list that was never filled
        _ => throw new JsonException("The answer is no list."),
    };

    /// <summary>Makes an object.</summary>
    /// <param name="path">The collection's, below the API server's address, without a slash in front.</param>
    /// <param name="content">The object.</param>
    /// <param name="write">Ends it.</param>
    /// <exception cref="HttpOperationException">The server refuses.</exception>
    public Task CreateAsync(string path, JsonObject content, CancellationToken write) =>
        WriteAsync(HttpMethod.Post, $"{path}?fieldManager={OwnershipLabels.ManagedBy}", content, "application/json", write);

    /// <summary>
    /// Changes an object by a merge patch. With a resourceVersion in it, it is what a read-modify-PUT does, with fields that this
    /// program doesn't know left untouched rather than dropped.
    /// </summary>
    /// <inheritdoc cref="CreateAsync" path="/exception"/>
    public Task PatchAsync(string path, JsonObject patch, CancellationToken write) =>
        WriteAsync(HttpMethod.Patch, $"{path}?fieldManager={OwnershipLabels.ManagedBy}", patch, "application/merge-patch+json", write);

    /// <summary>Deletes an object, if it is still that very one.</summary>
    /// <param name="path">The object's.</param>
    /// <param name="uid">Its identity.</param>
    /// <param name="resourceVersion">Its version, or null where any will do.</param>
    /// <param name="write">Ends it.</param>
    /// <inheritdoc cref="CreateAsync" path="/exception"/>
    public Task DeleteAsync(string path, string uid, string? resourceVersion, CancellationToken write)
    {
        var preconditions = new JsonObject { ["uid"] = uid };
        if (resourceVersion is not null)
        {
            preconditions["resourceVersion"] = resourceVersion;
        }

        var options = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "DeleteOptions", ["preconditions"] = preconditions };
        return WriteAsync(HttpMethod.Delete, path, options, "application/json", write);
    }

    private async Task WriteAsync(HttpMethod method, string path, JsonObject content, string mediaType, CancellationToken write)
    {
        using var body = new StringContent(content.ToJsonString(), Encoding.UTF8, mediaType);
        using var response = await SendAsync(method, path, body, write).ConfigureAwait(false);

        // Not for what it says: something else between here and the API server may have answered in its place.
        using var answer = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(write).ConfigureAwait(false), cancellationToken: write).ConfigureAwait(false);
    }

    private async Task<JsonDocument> GetAsync(string path)
    {
        using var response = await SendAsync(HttpMethod.Get, path, null, stop).ConfigureAwait(false);
        return await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(stop).ConfigureAwait(false), cancellationToken: stop).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? body, CancellationToken cancellationToken)
    {
        var client = cluster.Client;
        var server = client.BaseUri.AbsoluteUri;
        using var request = new HttpRequestMessage(method, new Uri(server.EndsWith('/') ? server + path : $"{server}/{path}")) { Version = HttpVersion.Version20, Content = body };
        request.Headers.Host = cluster.Access.TlsServerName; // from which the handler takes the name to expect in the certificate
        if (client.Credentials is { } credentials)
        {
            await credentials.ProcessHttpRequestAsync(request, cancellationToken).ConfigureAwait(false);
        }

        var response = await client.HttpClient.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            throw new HttpOperationException($"{(int)response.StatusCode} {response.StatusCode}")
            {
                Request = new(request, null),
                Response = new(response, await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false)),
            };
        }
    }
}
