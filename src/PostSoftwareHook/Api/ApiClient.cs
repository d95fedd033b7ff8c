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
/// The API client for one cluster. It reads and writes plain JSON: typed models would parse whole responses of which little is
/// needed, and a write would drop fields that the models don't define. It does not use <c>k8s.Kubernetes</c>, since its constructor
/// links the serializers of all models, which doubles the size and the start-up time of the executable.
/// </summary>
internal sealed class ApiClient : IDisposable
{
    private const int PageSize = 500;

    /// <summary>The maximum number of pages read of one list. No real cluster has longer lists.</summary>
    private const int MaxPages = 200;

    private readonly RetryingHandler _traffic;
    private readonly HttpClient _http;
    private readonly ServiceClientCredentials? _credentials;
    private readonly Uri _server;
    private readonly CancellationToken _stop;

    /// <summary>Creates a client for <paramref name="access"/>. Sends no request.</summary>
    /// <param name="access">Where the cluster is and how to log in.</param>
    /// <param name="settings">The impersonation settings.</param>
    /// <param name="deadline">The deadline after which requests are not retried.</param>
    /// <param name="log">The log of requests.</param>
    /// <param name="stop">Cancels reads and the pauses between attempts.</param>
    /// <exception cref="HookException">The address, a certificate or the proxy is invalid.</exception>
    public ApiClient(ClientConfig access, ConnectionOptions settings, Deadline deadline, ILogger log, CancellationToken stop)
    {
        _server = Uri.TryCreate(access.Server, UriKind.Absolute, out var server) && server.Scheme is "https" or "http"
            ? server
            : throw new HookException($"The API server's address \"{Printable.Clean(access.Server)}\" of {access.Origin} is not a URL. Expected, for example, https://api.cluster.example.com:6443.");
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

    /// <summary>The scheme, host and port of the API server.</summary>
    public string Host => _server.GetLeftPart(UriPartial.Authority);

    /// <summary>The number of requests sent, including retries.</summary>
    public int Requests => _traffic.Requests;

    /// <summary>Resolves which cluster is meant and creates a client for it. It may run an exec plugin, but sends no request.</summary>
    /// <param name="settings">How to reach the cluster.</param>
    /// <param name="deadline">The deadline after which requests are not retried.</param>
    /// <param name="log">The log of requests.</param>
    /// <param name="redactor">Is given the credentials, to mask them.</param>
    /// <param name="announcePlugin">Called with the name and origin of an exec plugin before it runs.</param>
    /// <param name="stop">Cancels reads and the pauses between attempts.</param>
    /// <exception cref="HookException">The settings do not resolve to a cluster.</exception>
    public static ApiClient For(ConnectionOptions settings, Deadline deadline, ILogger log, Redactor redactor, Action<string, string> announcePlugin, CancellationToken stop)
    {
        var access = ClientConfigLoader.Resolve(settings, new(settings.MayRunExecPlugins, announcePlugin));
        redactor.Add(access.Secrets);
        return new(access, settings, deadline, log, stop);
    }

    /// <summary>Reads the object at <paramref name="path"/>; null if it or its kind does not exist.</summary>
    /// <param name="path">The path relative to the API server's URL, without a leading slash.</param>
    /// <param name="read">Converts the object. The JSON is disposed afterwards.</param>
    /// <param name="question">Limits the request, or null if the run can't do without the object.</param>
    /// <exception cref="HttpOperationException">The server responded with an error.</exception>
    /// <exception cref="JsonException">The response is not an object, or lacks what <paramref name="read"/> needs.</exception>
    public async Task<T?> FindAsync<T>(string path, Func<JsonElement, T?> read, Question? question = null)
        where T : class
    {
        try
        {
            using var answer = await GetAsync(path, question).ConfigureAwait(false);
            return read(ObjectOf(answer));
        }
        catch (HttpOperationException e) when (e.Is(HttpStatusCode.NotFound))
        {
            return null;
        }
    }

    /// <summary>Reads all pages of the list at <paramref name="path"/>; null if the kind does not exist.</summary>
    /// <param name="path">The path relative to the API server's URL, without a leading slash; it may have a query.</param>
    /// <param name="read">Converts an item. The JSON is disposed after its page.</param>
    /// <param name="question">Limits each request, or null if the run can't do without the list.</param>
    /// <exception cref="HttpOperationException">The server responded with an error.</exception>
    /// <exception cref="HookException">The list is longer than the limit.</exception>
    /// <exception cref="JsonException">The response is not a list, or an item lacks what <paramref name="read"/> needs.</exception>
    public async Task<List<T>?> FindAllAsync<T>(string path, Func<JsonElement, T> read, Question? question = null)
    {
        try
        {
            return await ListAsync(path, read, question).ConfigureAwait(false);
        }
        catch (HttpOperationException e) when (e.Is(HttpStatusCode.NotFound))
        {
            return null;
        }
    }

    /// <summary>Like <see cref="FindAllAsync{T}"/>, for a kind that always exists.</summary>
    public async Task<List<T>> ListAsync<T>(string path, Func<JsonElement, T> read, Question? question = null)
    {
        var all = new List<T>();
        string? next = null;
        for (var page = 0; page < MaxPages; page++)
        {
            var query = $"{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}limit={PageSize}{(next is null ? "" : $"&continue={Uri.EscapeDataString(next)}")}";
            using var answer = await GetAsync(path + query, question).ConfigureAwait(false);
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
        { ValueKind: JsonValueKind.Null } => default, // Go encodes a nil slice as null
        _ => throw new JsonException("The response is not a list."),
    };

    /// <summary>Sends a request object that the server answers and does not store; null if its kind does not exist.</summary>
    /// <param name="path">The path of the collection, relative to the API server's URL, without a leading slash.</param>
    /// <param name="content">The request object.</param>
    /// <param name="read">Converts the answer. The JSON is disposed afterwards.</param>
    /// <param name="question">Limits the request.</param>
    /// <inheritdoc cref="FindAsync{T}" path="/exception"/>
    public async Task<T?> AskAsync<T>(string path, JsonObject content, Func<JsonElement, T?> read, Question question)
        where T : class
    {
        try
        {
            using var body = new StringContent(content.ToJsonString(), Encoding.UTF8, "application/json");
            using var response = await SendAsync(HttpMethod.Post, path, body, _stop, question).ConfigureAwait(false);
            using var answer = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(_stop).ConfigureAwait(false), cancellationToken: _stop).ConfigureAwait(false);
            return read(ObjectOf(answer));
        }
        catch (HttpOperationException e) when (e.Is(HttpStatusCode.NotFound))
        {
            return null;
        }
    }

    private static JsonElement ObjectOf(JsonDocument answer) =>
        answer.RootElement.ValueKind == JsonValueKind.Object ? answer.RootElement : throw new JsonException("The response is not an object.");

    /// <summary>Creates an object.</summary>
    /// <param name="path">The path of the collection, relative to the API server's URL, without a leading slash.</param>
    /// <param name="content">The object.</param>
    /// <param name="write">Cancels the request.</param>
    /// <exception cref="HttpOperationException">The server responded with an error.</exception>
    public Task CreateAsync(string path, JsonObject content, CancellationToken write) =>
        WriteAsync(HttpMethod.Post, $"{path}?fieldManager={Product.Name}", content, "application/json", write);

    /// <summary>
    /// Changes an object with a JSON merge patch. If the patch contains a resourceVersion, it is as safe as read, modify and PUT, but
    /// keeps fields that this tool doesn't know.
    /// </summary>
    /// <inheritdoc cref="CreateAsync" path="/exception"/>
    public Task PatchAsync(string path, JsonObject patch, CancellationToken write) =>
        WriteAsync(HttpMethod.Patch, $"{path}?fieldManager={Product.Name}", patch, "application/merge-patch+json", write);

    /// <summary>Deletes an object if its UID, and its version if given, still match.</summary>
    /// <param name="path">The path of the object.</param>
    /// <param name="uid">The expected UID.</param>
    /// <param name="resourceVersion">The expected version, or null for any.</param>
    /// <param name="write">Cancels the request.</param>
    /// <param name="propagationPolicy">What happens to the objects that it owns; null for the kind's default.</param>
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

        // The content is not used. Parsing it detects a response that does not come from the API server, for example from a proxy.
        using var answer = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(write).ConfigureAwait(false), cancellationToken: write).ConfigureAwait(false);
    }

    private async Task<JsonDocument> GetAsync(string path, Question? question)
    {
        using var response = await SendAsync(HttpMethod.Get, path, null, _stop, question).ConfigureAwait(false);
        return await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(_stop).ConfigureAwait(false), cancellationToken: _stop).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? body, CancellationToken cancellationToken, Question? question = null)
    {
        using var request = new HttpRequestMessage(method, UriOf(path)) { Version = HttpVersion.Version20, Content = body };
        if (question is not null)
        {
            request.Options.Set(Question.Key, question);
        }

        request.Headers.Host = Access.TlsServerName; // the handler expects this name in the certificate
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

    /// <summary>Keeps a path in the server's URL, as used by a proxy for several clusters.</summary>
    private Uri UriOf(string path) => new(_server.AbsoluteUri.EndsWith('/') ? _server.AbsoluteUri + path : $"{_server.AbsoluteUri}/{path}");
}
