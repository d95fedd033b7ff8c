using System.Net;
using System.Text.Json;
using k8s.Autorest;

namespace PostSoftwareHook.Cluster;

/// <summary>
/// Reads objects and lists as plain JSON. The client's own models would be filled from all of it, of which little is needed,
/// and trust that each field has its type.
/// </summary>
internal sealed class ApiReader(ClusterSession cluster, CancellationToken stop)
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

    private async Task<JsonDocument> GetAsync(string path)
    {
        var client = cluster.Client;
        var server = client.BaseUri.AbsoluteUri;
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.EndsWith('/') ? server + path : $"{server}/{path}")) { Version = HttpVersion.Version20 };
        request.Headers.Host = cluster.Access.TlsServerName;
        if (client.Credentials is { } credentials)
        {
            await credentials.ProcessHttpRequestAsync(request, stop).ConfigureAwait(false);
        }

        using var response = await client.HttpClient.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop).ConfigureAwait(false);
        return response.IsSuccessStatusCode
            ? await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(stop).ConfigureAwait(false), cancellationToken: stop).ConfigureAwait(false)
            : throw new HttpOperationException($"{(int)response.StatusCode}")
            {
                Request = new(request, null),
                Response = new(response, await response.Content.ReadAsStringAsync(stop).ConfigureAwait(false)),
            };
    }
}
