using System.Text.Json.Nodes;

namespace PostSoftwareHook.ClusterTests.BadInput;

/// <summary>Kubeconfigs, on the command line or by somebody else, that a parser or a file system may choke on.</summary>
public class KubeconfigsThatLeadAstray(IncidentFixture fixture) : IncidentTests(fixture)
{
    protected override bool LeavesItUntouched => true;

    [Theory]
    [InlineData("{")]
    [InlineData("""{"a": "\ud800"}""")]
    [InlineData("""{"a": 1, "a": 2}""")]
    public async Task Content_that_is_no_JSON_is_said_to_be_none(string typed)
    {
        var ran = await Hook.TypeAsync("diagnose", "--kubeconfig", typed);

        Assert.Equal(2, ran.ExitCode);
        Assert.StartsWith("--kubeconfig starts with a brace but is not valid JSON.", ran.Errors, StringComparison.Ordinal);
        Assert.Empty(ran.Output);
    }

    [Fact]
    public async Task A_device_without_end_is_not_read_to_its_end()
    {
        var result = await NamingAsync("/dev/zero");

        Assert.True(result.Failed);
        Assert.Matches("The certificate-authority named by kubeconfig .*, /dev/zero, can't be read: it has more than 8388608 characters", result.Message);
    }

    [Fact]
    public async Task A_pipe_that_nobody_fills_is_given_up()
    {
        using var folder = new TempFolder();
        var pipe = folder.PathTo("pipe");
        await Ran.ToTheEndAsync("mkfifo", [pipe]);

        var result = await NamingAsync(pipe);

        Assert.True(result.Failed);
        Assert.EndsWith($", {pipe}, is a pipe or device that did not end within 20 s. Name a file.", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pipe_that_a_person_fills_is_read()
    {
        var ran = await Ran.ToTheEndAsync("bash", ["-c", "\"$0\" diagnose --kubeconfig <(cat \"$1\")", Repository.Executable, ControlPlane.Kubeconfig]);

        Assert.Equal(3, ran.ExitCode);
    }

    /// <summary>A run by a kubeconfig that names that file as its certificate authority.</summary>
    private async Task<HookResult> NamingAsync(string path)
    {
        using var folder = new TempFolder();
        var kubeconfig = folder.Write("config", $$"""
            clusters: [{name: c, cluster: {server: "{{ControlPlane.Host}}", certificate-authority: "{{path}}"} }]
            users: [{name: u, user: {token: none} }]
            contexts: [{name: first, context: {cluster: c, user: u} }]
            current-context: first
            """);

        return await Hook.RunAsync(new JsonObject { ["kubeconfig"] = kubeconfig });
    }
}
