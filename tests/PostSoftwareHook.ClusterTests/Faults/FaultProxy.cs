using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using k8s;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PostSoftwareHook.ClusterTests.Faults;

/// <summary>
/// Stands between the hook and the API server, speaks TLS and HTTP/2 as that does, and does to each request what a plan says.
/// Behind it the user is the admin, as in front of it.
/// </summary>
internal sealed class FaultProxy : IAsyncDisposable
{
    private const int SlowPieces = 20;
    private static readonly TimeSpan SlowPause = TimeSpan.FromMilliseconds(25);

    private readonly Func<ApiRequest, Fault?> _plan;
    private readonly Kubernetes _server;
    private readonly X509Certificate2 _certificate;
    private readonly X509Certificate2 _expired;
    private readonly WebApplication _web;
    private readonly ConcurrentDictionary<(string Method, string Path), int> _turns = [];
    private readonly ConcurrentQueue<(ApiRequest Request, Fault Fault)> _injected = [];
    private readonly ConcurrentDictionary<Task, byte> _underWay = [];
    private readonly CancellationTokenSource _end = new();
    private FrontDoor? _door;
    private int _expiredHandshakes;
    private int _writes;

    private FaultProxy(ControlPlane controlPlane, Func<ApiRequest, Fault?> plan)
    {
        _plan = plan;
        _server = new(KubernetesClientConfiguration.BuildConfigFromConfigFile(controlPlane.Kubeconfig));
        _certificate = Load(controlPlane.IssueServerCertificate());
        _expired = Load(controlPlane.IssueExpiredServerCertificate());
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, port => port.UseHttps(tls =>
            tls.ServerCertificateSelector = (_, _) => Interlocked.Decrement(ref _expiredHandshakes) >= 0 ? _expired : _certificate)));
        _web = builder.Build();
        _web.Run(HandleAsync);
    }

    /// <summary>A kubeconfig that leads through here.</summary>
    public string Kubeconfig { get; private set; } = "";

    /// <summary>What was done to which request, in order.</summary>
    public IReadOnlyList<(ApiRequest Request, Fault Fault)> Injected => [.. _injected];

    /// <summary>Is called when the server has done so many writes, before the last one's answer is passed on.</summary>
    public Func<int, Task>? Written { get; set; }

    /// <summary>Starts one that does to each request what <paramref name="plan"/> says: nothing where that is null.</summary>
    public static async Task<FaultProxy> StartAsync(ControlPlane controlPlane, Func<ApiRequest, Fault?> plan)
    {
        var proxy = new FaultProxy(controlPlane, plan);
        await proxy._web.StartAsync();
        var address = new Uri(proxy._web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        proxy._door = new(address.Port);
        proxy.Kubeconfig = controlPlane.Kubeconfigs.WithHost($"faults-{proxy._door.Port}", $"https://127.0.0.1:{proxy._door.Port}");
        return proxy;
    }

    /// <summary>Ends when nothing is under way any more: requests that are still held back are dropped.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _door!.DisposeAsync();
        await Task.WhenAll(_underWay.Keys);
        await _web.DisposeAsync();
        _server.Dispose();
        _certificate.Dispose();
        _expired.Dispose();
        _end.Dispose();
    }

    private static X509Certificate2 Load(IssuedCertificate issued) => X509Certificate2.CreateFromPem(issued.CertificatePem, issued.PrivateKeyPem);

    private async Task HandleAsync(HttpContext context)
    {
        var handled = new TaskCompletionSource();
        _underWay[handled.Task] = 0;
        try
        {
            await MeetAsync(context);
        }
        catch (Exception e) when (e is IOException or HttpRequestException or OperationCanceledException)
        {
            Break(context); // the server or the hook has gone
        }
        finally
        {
            _underWay.TryRemove(handled.Task, out _);
            handled.SetResult();
        }
    }

    private async Task MeetAsync(HttpContext context)
    {
        var key = (context.Request.Method, ApiRequest.Shape(context.Request.Path));
        var request = new ApiRequest(key.Method, key.Item2, _turns.AddOrUpdate(key, 0, (_, turn) => turn + 1));
        if (_plan(request) is not { } fault)
        {
            await SendAsync(context, await AskAsync(context));
            return;
        }

        _injected.Enqueue((request, fault));
        await InjectAsync(context, fault);
    }

    private async Task InjectAsync(HttpContext context, Fault fault)
    {
        switch (fault.Kind)
        {
            case FaultKind.TooManyRequests:
                context.Response.Headers.RetryAfter = "1";
                await RefuseAsync(context, 429, "Too many requests, please try again later.");
                break;
            case FaultKind.InternalServerError:
                await RefuseAsync(context, 500, "etcdserver: leader changed");
                break;
            case FaultKind.BadGateway:
                await RefuseAsync(context, 502, "<html>Bad Gateway</html>");
                break;
            case FaultKind.ServiceUnavailable:
                await RefuseAsync(context, 503, "<html>Service Unavailable</html>");
                break;
            case FaultKind.GatewayTimeout:
                await RefuseAsync(context, 504, "<html>Gateway Timeout</html>");
                break;
            case FaultKind.GatewayTimeoutAfterActing:
                await AskAsync(context);
                await RefuseAsync(context, 504, "<html>Gateway Timeout</html>");
                break;
            case FaultKind.Conflict:
                context.Response.ContentType = "application/json";
                await RefuseAsync(context, 409, """{"kind":"Status","apiVersion":"v1","status":"Failure","reason":"Conflict","message":"the object has been modified","code":409}""");
                break;
            case FaultKind.Refused:
                await _door!.ShutForAsync(fault.For, _end.Token);
                break;
            case FaultKind.ResetBeforeActing:
                Break(context);
                break;
            case FaultKind.ResetAfterActing:
                await AskAsync(context);
                Break(context);
                break;
            case FaultKind.ExpiredCertificate:
                Interlocked.Exchange(ref _expiredHandshakes, 1);
                Break(context);
                break;
            default:
                await DisturbAsync(context, fault);
                break;
        }
    }

    /// <summary>Faults that the request outlives.</summary>
    private async Task DisturbAsync(HttpContext context, Fault fault)
    {
        if (fault.Kind == FaultKind.HeldBack)
        {
            await Task.Delay(fault.For, _end.Token);
        }

        var answer = await AskAsync(context);
        switch (fault.Kind)
        {
            case FaultKind.Stalled:
                await Task.Delay(fault.For, _end.Token);
                break;
            case FaultKind.GoAway:
                context.Features.Get<IConnectionLifetimeNotificationFeature>()!.RequestClose();
                break;
            case FaultKind.SkewedClock:
                context.Response.Headers.Date = DateTimeOffset.UtcNow.AddDays(-400).ToString("R", null);
                break;
            case FaultKind.SlowLink:
                await DripAsync(context, answer);
                return;
            case FaultKind.CutResponse:
                answer = answer with { Body = answer.Body[..(answer.Body.Length / 2)] };
                break;
            case FaultKind.HalfResponse:
                Begin(context, answer);
                await context.Response.Body.WriteAsync(answer.Body.AsMemory(0, answer.Body.Length / 2));
                await context.Response.Body.FlushAsync();
                Break(context);
                return;
        }

        await SendAsync(context, answer);
    }

    /// <summary>Passes the request on, whether the hook is still there or not, and returns the answer. Only a write is worth waiting for in the end.</summary>
    private async Task<Answer> AskAsync(HttpContext context)
    {
        var isWrite = new ApiRequest(context.Request.Method, context.Request.Path, 0).IsWrite;
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        using var request = new HttpRequestMessage(new(context.Request.Method), new Uri(_server.BaseUri, context.Request.Path + context.Request.QueryString));
        if (body.Length > 0)
        {
            request.Content = new ByteArrayContent(body.ToArray());
            request.Content.Headers.TryAddWithoutValidation("Content-Type", context.Request.ContentType);
        }

        request.Headers.TryAddWithoutValidation("Accept", context.Request.Headers.Accept.ToString());
        using var response = await _server.HttpClient.SendAsync(request, isWrite ? CancellationToken.None : _end.Token);
        var answer = new Answer((int)response.StatusCode, response.Content.Headers.ContentType?.ToString(), await response.Content.ReadAsByteArrayAsync());
        if (isWrite && response.IsSuccessStatusCode && Written is { } written)
        {
            await written(Interlocked.Increment(ref _writes));
        }

        return answer;
    }

    private static void Begin(HttpContext context, Answer answer)
    {
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        context.Response.ContentLength = answer.Body.Length;
    }

    private static async Task SendAsync(HttpContext context, Answer answer)
    {
        Begin(context, answer);
        await context.Response.Body.WriteAsync(answer.Body);
    }

    private static async Task DripAsync(HttpContext context, Answer answer)
    {
        Begin(context, answer);
        foreach (var piece in answer.Body.Chunk((answer.Body.Length / SlowPieces) + 1))
        {
            await context.Response.Body.WriteAsync(piece);
            await context.Response.Body.FlushAsync();
            await Task.Delay(SlowPause);
        }
    }

    private static Task RefuseAsync(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        return context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body)).AsTask();
    }

    /// <summary>Resets the connection, and with it whatever else is under way on it.</summary>
    private static void Break(HttpContext context) => context.Features.Get<IConnectionLifetimeFeature>()!.Abort();

    private sealed record Answer(int Status, string? ContentType, byte[] Body);
}
