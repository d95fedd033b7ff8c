using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace PostSoftwareHook.ClusterTests.Attacks;

/// <summary>
/// A server that repeats what it was told, or what it knows of others, where people look: in the messages of pods, events and
/// errors. Whatever the way in, nothing of it is printed.
/// </summary>
public class CredentialsThatTheServerRepeats(IncidentFixture fixture) : IncidentTests(fixture)
{
    private const string Masked = "********";

    private readonly string _stolen = Planted.RandomText(32);

    // Nothing is written.
    protected override bool LeavesItUntouched => true;

    [Theory]
    [InlineData("token")]
    [InlineData("api_key")]
    [InlineData("password")]
    [InlineData("client key")]
    [InlineData("exec plugin")]
    [InlineData("proxy URL")]
    public async Task Are_not_printed(string way)
    {
        Incident.Planted.AddToken("what is somebody else's", _stolen);
        await using var proxy = new ApiProxy(ControlPlane);
        using var folder = new TempFolder();
        var (secret, options) = await LogInAsync(way, proxy, folder);
        var words = Words(secret);
        proxy.AnswerAlways($"/{Marketplace}/pods", Pods(words));
        proxy.AnswerAlways($"/{Marketplace}/events", Events(words));

        var told = await Hook.RunAsync(options, checkMode: true, diff: true, verbosity: 4);
        proxy.Answer("GET", $"/{Agent}/pods", HttpStatusCode.Forbidden, body: Status(words));
        var forbidden = await Hook.RunAsync(options, checkMode: true, diff: true, verbosity: 4);
        proxy.Answer("GET", $"/{Agent}/pods", HttpStatusCode.InternalServerError, times: 100, body: Status(words));
        options["wait_timeout"] = 5;
        var broken = await Hook.RunAsync(options, checkMode: true, diff: true, verbosity: 4);

        Assert.Equal((true, true, true), (told.Failed, forbidden.Failed, broken.Failed));
        Assert.Equal(2, told.Evidence.Count(message => message.Contains($"unauthorized, you said {Masked}", StringComparison.Ordinal)));
        Assert.Contains($"unauthorized, you said {Masked}", forbidden.Message, StringComparison.Ordinal);
        Assert.Contains($"unauthorized, you said {Masked}", broken.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("table")]
    [InlineData("json")]
    [InlineData("yaml")]
    [InlineData("markdown")]
    public async Task Are_not_shown_to_a_person(string output)
    {
        Incident.Planted.AddToken("what is somebody else's", _stolen);
        await using var proxy = new ApiProxy(ControlPlane);
        var words = Words(Incident.Source.Credentials.Values.First().Password);
        proxy.AnswerAlways($"/{Marketplace}/pods", Pods(words));
        proxy.AnswerAlways($"/{Marketplace}/events", Events(words));
        Incident.Registry.Publish("registry.redhat.io/x");

        var ran = await Hook.TypeAsync("diagnose", "-vvv", "--output", output, "--kubeconfig", proxy.Kubeconfig);

        Assert.Equal(1, ran.ExitCode); // no catalog has a pod that would make it READY
        Assert.Contains("unauthorized, you said ", ran.Output, StringComparison.Ordinal);
    }

    /// <summary>The secret of that way in, which is planted, and the options that go it.</summary>
    private async Task<(string Secret, JsonObject Options)> LogInAsync(string way, ApiProxy proxy, TempFolder folder)
    {
        var content = new KubeconfigContent(proxy.Address, null);
        var secret = Planted.RandomText(32);
        Incident.Planted.AddCredential(way, new("robot", secret));
        switch (way)
        {
            case "token":
                return (secret, Through(ControlPlane.Kubeconfigs.Write(way, content with { Token = secret })));
            case "api_key":
                return (secret, new() { ["kubeconfig"] = null, ["host"] = proxy.Address, ["api_key"] = secret });
            case "password":
                return (secret, new() { ["kubeconfig"] = null, ["host"] = proxy.Address, ["username"] = "robot", ["password"] = secret });
            case "client key":
                var certified = ControlPlane.Kubeconfigs.ContentFor(ControlPlaneUsers.Admin, ControlPlaneUsers.MastersGroup) with { Host = proxy.Address };
                return (certified.ClientCertificate!.PrivateKeyPem, Through(ControlPlane.Kubeconfigs.Write(way, certified)));
            case "exec plugin":
                folder.WriteScript("log-in", $$"""
                    echo 'logged in with {{secret}}' >&2
                    echo '{"status": {"token": "{{secret}}"} }'
                    """);
                return (secret, Through(WithUser("exec: {apiVersion: client.authentication.k8s.io/v1, command: ./log-in}")));
            default:
                return (secret, Through(WithUser("token: none", $", proxy-url: \"{proxy.Address.Replace("//", $"//robot:{secret}@", StringComparison.Ordinal)}\"")));
        }

        string WithUser(string user, string cluster = "") => folder.Write("config", $$"""
            clusters: [{name: c, cluster: {server: "{{proxy.Address}}"{{cluster}}} }]
            users: [{name: u, user: { {{user}} } }]
            contexts: [{name: first, context: {cluster: c, user: u} }]
            current-context: first
            """);
    }

    private static JsonObject Through(string kubeconfig) => new() { ["kubeconfig"] = kubeconfig };

    /// <summary>The caller's own secret in every form, and one that this run sees nowhere else in the forms in which the world writes it.</summary>
    private string Words(string secret) =>
        $"unauthorized, you said {secret} or {Base64(secret)}, Authorization: Basic {Base64($"robot:{secret}")}; "
        + $"he said Authorization: Bearer {_stolen} at https://robot:{_stolen}@quay.io, Basic {Base64($"robot:{_stolen}")}, password={_stolen}, "
        + new JsonObject { ["auth"] = Base64($"robot:{_stolen}") }.ToJsonString();

    private static string Status(string words) =>
        new JsonObject { ["kind"] = "Status", ["apiVersion"] = "v1", ["status"] = "Failure", ["message"] = words, ["reason"] = words }.ToJsonString();

    private static string Pods(string words) => new JsonObject { ["items"] = new JsonArray(Pod("told", words), Pod("told-by-event", "")) }.ToJsonString();

    private static JsonObject Pod(string name, string words) => new()
    {
        ["metadata"] = new JsonObject
        {
            ["name"] = name,
            ["uid"] = name,
            ["namespace"] = Marketplace,
            ["ownerReferences"] = new JsonArray(new JsonObject { ["kind"] = "ReplicaSet", ["name"] = "owner", ["uid"] = "owner", ["controller"] = true }),
        },
        ["spec"] = new JsonObject
        {
            ["serviceAccountName"] = Names.CustomCatalog,
            ["containers"] = new JsonArray(new JsonObject { ["name"] = "c", ["image"] = "registry.redhat.io/x" }),
        },
        ["status"] = new JsonObject
        {
            ["phase"] = "Pending",
            ["containerStatuses"] = new JsonArray(new JsonObject
            {
                ["name"] = "c",
                ["image"] = "registry.redhat.io/x",
                ["state"] = new JsonObject { ["waiting"] = new JsonObject { ["reason"] = words.Length > 0 ? "ErrImagePull" : "ImagePullBackOff", ["message"] = words } },
            }),
        },
    };

    private static string Events(string words) => new JsonObject
    {
        ["items"] = new JsonArray(new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = "event", ["namespace"] = Marketplace },
            ["involvedObject"] = new JsonObject { ["kind"] = "Pod", ["uid"] = "told-by-event", ["fieldPath"] = "spec.containers{c}" },
            ["reason"] = "Failed",
            ["message"] = $"Failed to pull image \"registry.redhat.io/x\": {words}",
            ["lastTimestamp"] = "2026-01-01T00:00:00Z",
        }),
    }.ToJsonString();

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
