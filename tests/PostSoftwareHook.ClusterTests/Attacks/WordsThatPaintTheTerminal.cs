using System.Text.Json.Nodes;

namespace PostSoftwareHook.ClusterTests.Attacks;

/// <summary>Names and messages with escape sequences in them: none reaches the terminal, whatever the form of output.</summary>
public class WordsThatPaintTheTerminal(IncidentFixture fixture) : IncidentTests(fixture)
{
    private const string Paint = "\e]0;owned\a\e[2J\e[31mred\r\u009b5m\u202e";

    // Nothing is written.
    protected override bool LeavesItUntouched => true;

    [Theory]
    [InlineData("table")]
    [InlineData("json")]
    [InlineData("yaml")]
    [InlineData("markdown")]
    public async Task Come_out_as_plain_text(string output)
    {
        await using var proxy = new ApiProxy(ControlPlane);
        proxy.AnswerAlways("/openshift-marketplace/pods", new JsonObject { ["items"] = new JsonArray(PaintedPod()) }.ToJsonString());
        proxy.AnswerAlways("/clusterversions/version", new JsonObject { ["status"] = new JsonObject { ["desired"] = new JsonObject { ["version"] = Paint } } }.ToJsonString());
        proxy.AnswerAlways("/infrastructures/cluster", new JsonObject { ["status"] = new JsonObject { ["infrastructureName"] = Paint } }.ToJsonString());

        var ran = await Hook.TypeAsync("diagnose", "-vv", "--output", output, "--kubeconfig", proxy.Kubeconfig);

        Assert.Equal(1, ran.ExitCode); // nobody makes the pod anew, and no catalog has another
        Assert.Contains("red", ran.All, StringComparison.Ordinal);
        Assert.DoesNotContain(ran.All, c => (char.IsControl(c) && c != '\n') || c == '\u202e');
    }

    private static JsonObject PaintedPod() => new()
    {
        ["metadata"] = new JsonObject { ["name"] = "painted", ["uid"] = "u", ["namespace"] = "openshift-marketplace" },
        ["spec"] = new JsonObject
        {
            ["serviceAccountName"] = $"account{Paint}",
            ["containers"] = new JsonArray(new JsonObject { ["name"] = "c", ["image"] = $"registry.redhat.io/x{Paint}" }),
        },
        ["status"] = new JsonObject
        {
            ["phase"] = "Pending",
            ["containerStatuses"] = new JsonArray(new JsonObject
            {
                ["name"] = "c",
                ["image"] = $"registry.redhat.io/x{Paint}",
                ["state"] = new JsonObject { ["waiting"] = new JsonObject { ["reason"] = "ErrImagePull", ["message"] = $"unauthorized {Paint}" } },
            }),
        },
    };
}
