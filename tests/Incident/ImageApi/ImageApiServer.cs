using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PostSoftwareHook.Incident;

/// <summary>
/// openshift-apiserver, of which only imagestreamimports are served: a real aggregated API. kube-apiserver authenticates and authorizes
/// every request before it arrives here. It lives as long as its control plane, and answers for the incident that is running there.
/// </summary>
internal sealed class ImageApiServer : IAsyncDisposable
{
    private readonly ControlPlane _controlPlane;
    private readonly X509Certificate2 _certificate;
    private readonly WebApplication _web;
    private readonly CancellationTokenSource _end = new();
    private readonly Lazy<ImageStreamImports> _imports;
    private ImageApiRegistration? _registration;

    public ImageApiServer(ControlPlane controlPlane)
    {
        _controlPlane = controlPlane;
        var issued = controlPlane.IssueServerCertificate();
        _certificate = X509Certificate2.CreateFromPem(issued.CertificatePem, issued.PrivateKeyPem);
        _imports = new(() => new ImageStreamImports(controlPlane.ClientFor(ControlPlaneUsers.Actor("openshift-apiserver"), ControlPlaneUsers.ActorGroup)));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, port => port.UseHttps(_certificate)));
        _web = builder.Build();
        _web.Run(HandleAsync);
    }

    /// <summary>The incident that is running. Null: nobody answers.</summary>
    public ImageApi? Current { get; set; }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _web.StartAsync(cancellationToken);
        var address = new Uri(_web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        _registration = new ImageApiRegistration(_controlPlane, address.Port);
        await _registration.CreateServiceAsync(cancellationToken);
        await _registration.CreateAsync(cancellationToken);
    }

    /// <summary>Registers the API with kube-apiserver or removes it, and waits until requests show it.</summary>
    public Task SetPresenceAsync(bool present, CancellationToken cancellationToken) =>
        present ? _registration!.CreateAsync(cancellationToken) : _registration!.DeleteAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _web.DisposeAsync();
        _certificate.Dispose();
        _end.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(_end.Token, context.RequestAborted);
        try
        {
            await AnswerAsync(context, end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            context.Abort(); // the client or this server has gone
        }
    }

    private Task AnswerAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var path = context.Request.Path.Value!.Trim('/');
        return (context.Request.Method, path.Split('/')) switch
        {
            ("GET", ["apis", "image.openshift.io", "v1"]) => WriteAsync(context, 200, Discovery().ToJsonString(), cancellationToken),
            ("POST", ["apis", "image.openshift.io", "v1", "namespaces", var @namespace, "imagestreamimports"]) => CreateAsync(context, @namespace, cancellationToken),
            _ => WriteTextAsync(context, 404, "404 page not found\n", cancellationToken),
        };
    }

    private async Task CreateAsync(HttpContext context, string @namespace, CancellationToken cancellationToken)
    {
        if (Current is not { } incident || incident.Fault is ImageApiFault.Unavailable)
        {
            await WriteTextAsync(context, 503, "service unavailable\n", cancellationToken);
            return;
        }

        if (incident.Fault is ImageApiFault.Slow or ImageApiFault.Hangs)
        {
            await Task.Delay(incident.Fault is ImageApiFault.Slow ? incident.Delay : Timeout.InfiniteTimeSpan, cancellationToken);
        }

        var body = await JsonNode.ParseAsync(context.Request.Body, cancellationToken: cancellationToken);
        var (code, answer) = await _imports.Value.CreateAsync(incident, @namespace, context.Request.Headers["X-Remote-User"].ToString(), body!.AsObject(), cancellationToken);
        var text = answer.ToJsonString();
        await WriteAsync(context, code, incident.Fault is ImageApiFault.AnswersHalf ? text[..(text.Length / 2)] : text, cancellationToken);
    }

    private static JsonObject Discovery() => new()
    {
        ["kind"] = "APIResourceList",
        ["apiVersion"] = "v1",
        ["groupVersion"] = "image.openshift.io/v1",
        ["resources"] = new JsonArray(new JsonObject
        {
            ["name"] = "imagestreamimports",
            ["singularName"] = "imagestreamimport",
            ["namespaced"] = true,
            ["kind"] = "ImageStreamImport",
            ["verbs"] = new JsonArray("create"),
        }),
    };

    private static Task WriteAsync(HttpContext context, int code, string json, CancellationToken cancellationToken) =>
        WriteAsync(context, code, "application/json", json, cancellationToken);

    private static Task WriteTextAsync(HttpContext context, int code, string text, CancellationToken cancellationToken) =>
        WriteAsync(context, code, "text/plain; charset=utf-8", text, cancellationToken);

    private static Task WriteAsync(HttpContext context, int code, string type, string text, CancellationToken cancellationToken)
    {
        context.Response.StatusCode = code;
        context.Response.ContentType = type;
        return context.Response.WriteAsync(text, cancellationToken);
    }
}
