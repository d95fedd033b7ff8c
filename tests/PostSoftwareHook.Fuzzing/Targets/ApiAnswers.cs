using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using PostSoftwareHook.Access;
using PostSoftwareHook.CommandLine;
using PostSoftwareHook.CommandLine.Clusters;
using PostSoftwareHook.CommandLine.Output;
using PostSoftwareHook.Contract;
using PostSoftwareHook.Guards;
using PostSoftwareHook.Propagation;
using PostSoftwareHook.Run;

namespace PostSoftwareHook.Fuzzing.Targets;

/// <summary>
/// A whole run in check mode, on a server whose responses are the input: a list of bodies, each after a line <c>### PATH</c>. A body is
/// the response to requests whose path ends with PATH; other requests get 404.
/// </summary>
internal sealed class ApiAnswers : ITarget
{
    private const string Mark = "### ";
    private const string Password = "planted-s3cret";

    private static readonly Settings Settings = new() { Wait = false, WaitTimeout = TimeSpan.FromSeconds(5) };

    private readonly HttpListener _server = new();
    private readonly ConnectionOptions _connection;
    private readonly Task _serving;
    private IReadOnlyList<(string Path, byte[] Body)> _answers = [];

    /// <summary>Starts the server.</summary>
    public ApiAnswers()
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        _server.Prefixes.Add($"{address}/");
        _server.Start();
        _connection = new() { Host = address, ApiKey = "fuzzing" };
        _serving = ServeAsync();
    }

    /// <inheritdoc/>
    public string Name => "api";

    /// <inheritdoc/>
    public void Run(byte[] input)
    {
        _answers = Parse(input);
        var redactor = new Redactor();

        var (result, plan) = HookRun.ExecuteAsync(new(_connection, null, Settings, Purpose.Diagnose, "-v"), NullLogger.Instance, redactor, CancellationToken.None).GetAwaiter().GetResult();

        if (result.IsInternalError)
        {
            throw new Finding(result.Problem!);
        }

        var json = ReportJson.Write(ReportJson.Of(result, redactor.Clean, diff: plan is null ? null : DiffText.Of(plan, Fingerprint.WithRandomKey())));
        Expect.PlainJson(json);
        MustNotTell(json, redactor);
        var page = Pages.Of([new(new ChosenCluster("fuzzed", "/fuzzed"), HookVerb.Heal, result)], Choices, PagePart.Whole, redactor.Clean);
        Expect.Plain(page.ToText(), lines: true);
        MustNotTell(page.ToText(), redactor);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _server.Close();
        _serving.GetAwaiter().GetResult();
    }

    private static CommandOptions Choices => new(HookVerb.Heal, new([], [], [], [], null), [], DryRun: true, Yes: true, null, "table", default, NoColor: true, [HookVerb.Heal.Name]);

    /// <summary>The corpus's pull secrets have this password, and its messages repeat it. A change may hide it from the run, which can't mask it then.</summary>
    private static void MustNotTell(string text, Redactor redactor)
    {
        if (redactor.Clean(Password) != Password && text.Contains(Password, StringComparison.Ordinal))
        {
            throw new Finding($"\"{Password}\" would be printed.");
        }
    }

    private static List<(string Path, byte[] Body)> Parse(byte[] input)
    {
        var answers = new List<(string, byte[])>();
        var mark = Encoding.ASCII.GetBytes(Mark);
        for (var at = input.AsSpan().IndexOf(mark); at >= 0;)
        {
            var rest = input.AsSpan(at + mark.Length);
            var next = rest.IndexOf(mark);
            var section = next < 0 ? rest : rest[..next];
            var line = section.IndexOf((byte)'\n');
            if (line >= 0)
            {
                answers.Add((Encoding.UTF8.GetString(section[..line]), section[(line + 1)..].ToArray()));
            }

            at = next < 0 ? -1 : at + mark.Length + next;
        }

        return answers;
    }

    private async Task ServeAsync()
    {
        while (_server.IsListening)
        {
            try
            {
                Answer(await _server.GetContextAsync());
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                // The client or the server closed the connection.
            }
        }
    }

    private void Answer(HttpListenerContext context)
    {
        var body = _answers.FirstOrDefault(answer => answer.Path.Length > 0 && context.Request.Url!.AbsolutePath.EndsWith(answer.Path, StringComparison.Ordinal)).Body;
        context.Response.StatusCode = body is null ? 404 : 200;
        context.Response.ContentType = "application/json";
        context.Response.Close(body ?? Encoding.UTF8.GetBytes(NotFound), willBlock: false);
    }

    private static int FreePort()
    {
        using var any = new TcpListener(IPAddress.Loopback, 0);
        any.Start();
        return ((IPEndPoint)any.LocalEndpoint).Port;
    }

    private static string NotFound => new JsonObject { ["kind"] = "Status", ["status"] = "Failure", ["reason"] = "NotFound", ["code"] = 404, ["message"] = "not found" }.ToJsonString();
}
