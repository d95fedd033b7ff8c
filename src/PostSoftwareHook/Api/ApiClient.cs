using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using PostSoftwareHook.Access;
using PostSoftwareHook.Guards;
using k8s.Authentication;
using k8s.Autorest;

namespace PostSoftwareHook.Api;

/// <summary>
/// The client for one cluster. It reads and writes objects as plain JSON: models would be filled from the whole answer, of which
/// little is needed, and a write would drop the fields that they don't know. <c>k8s.Kubernetes</c> is not used, since to construct it
/// links the serializers of all models, which double the executable and its start.
/// </summary>
internal sealed class ApiClient : IDisposable
{
    private const int PageSize = 500;

    /// <summary>How many pages of one list are read; a list that goes on is no cluster's.</summary>
    private const int MaxPages = 200;

    private readonly RetryingHandler _traffic;
    private readonly HttpClient _http;
    private readonly ServiceClientCredentials? _credentials;
    private readonly Uri _server;
    private readonly CancellationToken _stop;

    /// <summary>A client for the cluster that <paramref name="access"/> leads to; nothing is sent yet.</summary>
    /// <param name="access">Where the cluster is and how to log in.</param>
    /// <param name="settings">Impersonation.</param>
    /// <param name="deadline">When requests are given up.</param>
    /// <param name="log">Where requests are logged.</param>
    /// <param name="stop">Ends reading, and the pauses between tries.</param>
    /// <exception cref="HookException">The address, a certificate or the proxy is wrong.</exception>
    public ApiClient(ClientConfig access, ConnectionOptions settings, Deadline deadline, ILogger log, CancellationToken stop)
    {
        _server = Uri.TryCreate(access.Server, UriKind.Absolute, out var server) && server.Scheme is "https" or "http"
            ? server
            : throw new HookException($"The API server's address \"{Printable.Clean(access.Server)}\" of {access.Origin} is no URL. It looks like https://api.cluster.example.com:6443.");
        Access = access;
        _credentials = access switch
        {
            { TokenProvider: { } provider } => new TokenCredentials(provider),
            { Token: { Length: > 0 } token } => new TokenCredentials(token),
            { Username: { Length: > 0 } user } => new BasicAuthenticationCredentials { UserName = user, Password = access.Password },
            _ => null,
        };
        _stop = stop;
        var connection = ConnectionHandler.Create(access);
        _traffic = new(deadline, settings, log, stop) { InnerHandler = connection };
        _http = new(_traffic) { Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", $"{Product.Name}/{Product.Version}");
    }

    /// <summary>Where the cluster is and how to log in.</summary>
    public ClientConfig Access { get; }

    /// <summary>The API server's scheme, name and port.</summary>
    public string Host => _server.GetLeftPart(UriPartial.Authority);

    /// <summary>How many requests were sent, each try counted.</summary>
    public int Requests => _traffic.Requests;

    /// <summary>Finds out which cluster is meant and makes a client for it; an exec plugin may run, but nothing is sent yet.</summary>
    /// <param name="settings">How to reach it.</param>
    /// <param name="deadline">When requests are given up.</param>
    /// <param name="log">Where requests are logged.</param>
    /// <param name="redactor">Learns the credentials.</param>
    /// <param name="announcePlugin">Told the name and origin of an exec plugin, before it runs.</param>
    /// <param name="stop">Ends reading, and the pauses between tries.</param>
    /// <exception cref="HookException">The settings don't lead to a cluster.</exception>
    public static ApiClient For(ConnectionOptions settings, Deadline deadline, ILogger log, Redactor redactor, Action<string, string> announcePlugin, CancellationToken stop)
    {
        var access = ClientConfigLoader.Resolve(settings, new(settings.MayRunExecPlugins, announcePlugin));
        redactor.Add(access.Secrets);
        return new(access, settings, deadline, log, stop);
    }

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

        throw new HookException($"{Access.Server} lists more than {MaxPages * PageSize} items at /{path}. Is {Access.Origin} the API server's address?");
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
        WriteAsync(HttpMethod.Post, $"{path}?fieldManager={Product.Name}", content, "application/json", write);

    /// <summary>
    /// Changes an object by a merge patch. With a resourceVersion in it, it is what a read-modify-PUT does, with fields that this
    /// program doesn't know left untouched rather than dropped.
    /// </summary>
    /// <inheritdoc cref="CreateAsync" path="/exception"/>
    public Task PatchAsync(string path, JsonObject patch, CancellationToken write) =>
        WriteAsync(HttpMethod.Patch, $"{path}?fieldManager={Product.Name}", patch, "application/merge-patch+json", write);

    /// <summary>Deletes an object, if it is still that very one.</summary>
    /// <param name="path">The object's.</param>
    /// <param name="uid">Its identity.</param>
    /// <param name="resourceVersion">Its version, or null where any will do.</param>
    /// <param name="write">Ends it.</param>
    /// <param name="propagationPolicy">What becomes of the objects that it owns; null for the kind's default.</param>
    /// <inheritdoc cref="CreateAsync" path="/exception"/>
    public Task DeleteAsync(string path, string uid, string? resourceVersion, CancellationToken write, string? propagationPolicy = null)
    {
        var preconditions = new JsonObject { ["uid"] = uid };
        if (resourceVersion is not null)
        {
            preconditions["resourceVersion"] = resourceVersion;
        }

        var options = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "DeleteOptions", ["preconditions"] = preconditions };
        if (propagationPolicy is not null)
        {
            options["propagationPolicy"] = propagationPolicy;
        }

        return WriteAsync(HttpMethod.Delete, path, options, "application/json", write);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task WriteAsync(HttpMethod method, string path, JsonObject content, string mediaType, CancellationToken write)
    {
        using var body = new StringContent(content.ToJsonString(), Encoding.UTF8, mediaType);
        using var response = await SendAsync(method, path, body, write).ConfigureAwait(false);

        // Not for what it says: something else between here and the API server may have answered in its place.
        using var answer = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(write).ConfigureAwait(false), cancellationToken: write).ConfigureAwait(false);
    }

    private async Task<JsonDocument> GetAsync(string path)
    {
        using var response = await SendAsync(HttpMethod.Get, path, null, _stop).ConfigureAwait(false);
        return await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(_stop).ConfigureAwait(false), cancellationToken: _stop).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, UriOf(path)) { Version = HttpVersion.Version20, Content = body };
        request.Headers.Host = Access.TlsServerName; // from which the handler takes the name to expect in the certificate
        if (_credentials is not null)
        {
            await _credentials.ProcessHttpRequestAsync(request, cancellationToken).ConfigureAwait(false);
        }

        var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
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

    /// <summary>Keeps a path of the server's own, as a proxy in front of many clusters has it.</summary>
    private Uri UriOf(string path) => new(_server.AbsoluteUri.EndsWith('/') ? _server.AbsoluteUri + path : $"{_server.AbsoluteUri}/{path}");
}
