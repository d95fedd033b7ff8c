using System.Net;
using System.Text;
using k8s;

namespace PostSoftwareHook.ClusterTests.Infra;

/// <summary>Stands between the hook and the API server, so that a test can act at the very moment a request passes, or answer it.</summary>
internal sealed class ApiProxy : IAsyncDisposable
{
    private readonly HttpListener _listener;
    private readonly Kubernetes _server;
    private readonly List<Interposition> _interpositions = [];
    private readonly CancellationTokenSource _closed = new();
    private readonly Lock _lock = new();
    private readonly Task _listening;

    public ApiProxy(ControlPlane controlPlane)
    {
        _server = new(KubernetesClientConfiguration.BuildConfigFromConfigFile(controlPlane.Kubeconfig));
        (_listener, Address) = LoopbackListener.Start();
        Kubeconfig = controlPlane.Kubeconfigs.WithHost("proxied", Address);
        _listening = ListenAsync();
    }

    /// <summary>Its URL. Who asks it for its own address as a proxy is served as well.</summary>
    public string Address { get; }

    /// <summary>Told when it is closed: what an interposition may wait for, to hold a request back for ever.</summary>
    public CancellationToken Closed => _closed.Token;

    /// <summary>A kubeconfig that leads through here; behind it the user is the admin's.</summary>
    public string Kubeconfig { get; }

    /// <summary>Once, and before it is passed on, does something when a request of that method comes whose path ends that way.</summary>
    public void Before(string method, string path, Func<Task> act) => Add(new(method, path, async () =>
    {
        await act();
        return null;
    }));

    /// <summary>Answers so many such requests itself.</summary>
    public void Answer(string method, string path, HttpStatusCode status, int times = 1, int? retryAfter = null, string body = "")
    {
        for (var i = 0; i < times; i++)
        {
            Add(new(method, path, () => Task.FromResult<OwnAnswer?>(new(status, retryAfter, body))));
        }
    }

    /// <summary>Answers every GET whose path ends that way with <paramref name="body"/>.</summary>
    public void AnswerAlways(string path, string body) =>
        Add(new("GET", path, () => Task.FromResult<OwnAnswer?>(new(HttpStatusCode.OK, null, body)), IsForEver: true));

    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync();
        _listener.Close();
        await _listening;
        _server.Dispose();
        _closed.Dispose();
    }

    private async Task ListenAsync()
    {
        var passing = new List<Task>();
        try
        {
            while (true)
            {
                passing.Add(PassAsync(await _listener.GetContextAsync()));
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            await Task.WhenAll(passing); // closed
        }
    }

    private async Task PassAsync(HttpListenerContext context)
    {
        try
        {
            var own = Find(context.Request) is { } interposition ? await interposition.ActAsync() : null;
            if (own is not null)
            {
                context.Response.StatusCode = (int)own.Status;
                context.Response.Headers["Retry-After"] = own.RetryAfter?.ToString(null, null);
                context.Response.ContentType = "application/json";
                await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(own.Body));
            }
            else
            {
                await ForwardAsync(context);
            }

            context.Response.Close();
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or IOException or OperationCanceledException)
        {
            // The hook or the test has gone.
        }
    }

    private async Task ForwardAsync(HttpListenerContext context)
    {
        using var request = new HttpRequestMessage(new(context.Request.HttpMethod), new Uri(_server.BaseUri, context.Request.Url!.PathAndQuery));
        if (context.Request.HasEntityBody)
        {
            request.Content = new StreamContent(context.Request.InputStream);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", context.Request.ContentType);
        }

        using var answer = await _server.HttpClient.SendAsync(request);
        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        await answer.Content.CopyToAsync(context.Response.OutputStream);
    }

    private void Add(Interposition interposition)
    {
        lock (_lock)
        {
            _interpositions.Add(interposition);
        }
    }

    private Interposition? Find(HttpListenerRequest request)
    {
        lock (_lock)
        {
            var found = _interpositions.Find(each => each.Method == request.HttpMethod && request.Url!.AbsolutePath.EndsWith(each.Path, StringComparison.Ordinal));
            _ = found is { IsForEver: false } && _interpositions.Remove(found);
            return found;
        }
    }

    private sealed record OwnAnswer(HttpStatusCode Status, int? RetryAfter, string Body);

    private sealed record Interposition(string Method, string Path, Func<Task<OwnAnswer?>> ActAsync, bool IsForEver = false);
}
