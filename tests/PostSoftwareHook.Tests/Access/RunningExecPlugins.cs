using System.Runtime.Versioning;
using PostSoftwareHook.Access;
using PostSoftwareHook.Tests.Infra;

namespace PostSoftwareHook.Tests.Access;

[UnsupportedOSPlatform("windows")]
public sealed class RunningExecPlugins : IDisposable
{
    private const string Credential = """{"apiVersion": "client.authentication.k8s.io/v1", "kind": "ExecCredential", "status": {"token": "the-token"}}""";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_printed_token_is_taken()
    {
        _folder.WriteScript("plugin", $"echo '{Credential}'");

        Assert.Equal("the-token", Run("command: ./plugin").Token);
    }

    [Fact]
    public void One_is_named_before_it_runs()
    {
        _folder.WriteScript("plugin", $"echo '{Credential}'");
        var announced = new List<(string, string)>();

        Run("command: ./plugin", new(isAllowed: true, (command, origin) => announced.Add((command, origin))));

        Assert.Equal([("./plugin", $"kubeconfig {_folder.Path}/config (context one)")], announced);
    }

    [Fact]
    public void One_that_is_not_wanted_does_not_run()
    {
        _folder.WriteScript("plugin", "touch \"$(dirname \"$0\")/ran\"");

        var e = Assert.Throws<HookException>(() => Run("command: ./plugin", new(isAllowed: false, (_, _) => Assert.Fail("It was announced."))));

        Assert.Equal($"Kubeconfig {_folder.Path}/config (context one) logs in with the exec plugin ./plugin, which did not run because exec_plugins is false. Allow it, or give a kubeconfig with a token or a client certificate.", InTask.Message(e));
        Assert.False(File.Exists($"{_folder.Path}/ran"));
    }

    [Fact]
    public void A_printed_certificate_is_taken_with_its_key()
    {
        _folder.WriteScript("plugin", """echo '{"status": {"clientCertificateData": "the-certificate", "clientKeyData": "the-key"}}'""");

        var access = Run("command: ./plugin");

        Assert.Equal((null, "the-certificate", "the-key"), (access.Token, access.ClientCertPem, access.ClientKeyPem));
    }

    [Fact]
    public void Arguments_keep_their_spaces_and_quotes()
    {
        _folder.WriteScript("plugin", """printf '%s\n' "$@" > "$(dirname "$0")/arguments"; echo '{"status": {"token": "t"}}'""");

        Run("command: ./plugin\n      args: [get-token, 'with two spaces', \"it's \\\"quoted\\\"\", '', '$HOME', '*']");

        Assert.Equal(["get-token", "with two spaces", "it's \"quoted\"", "", "$HOME", "*"], File.ReadAllLines(Path.Combine(_folder.Path, "arguments")));
    }

    [Fact]
    public void Variables_are_passed_beside_those_that_are_there()
    {
        _folder.WriteScript("plugin", """echo "{\"status\": {\"token\": \"$PLUGIN_NAME $PLUGIN_EMPTY ${PATH:+path}\"}}" """);

        Assert.Equal("with spaces  path", Run("command: ./plugin\n      env: [{name: PLUGIN_NAME, value: with spaces}, {name: PLUGIN_EMPTY, value: ''}]").Token);
    }

    [Fact]
    public void The_plugin_is_told_that_nobody_sits_at_a_terminal()
    {
        _folder.WriteScript("plugin", """printf '%s' "$KUBERNETES_EXEC_INFO" > "$(dirname "$0")/info"; cat > "$(dirname "$0")/input"; echo '{"status": {"token": "t"}}'""");

        Run("command: ./plugin\n      apiVersion: client.authentication.k8s.io/v1");

        Assert.Equal("""{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","spec":{"interactive":false}}""", File.ReadAllText(Path.Combine(_folder.Path, "info")));
        Assert.Equal("", File.ReadAllText(Path.Combine(_folder.Path, "input")));
    }

    [Fact]
    public void What_it_says_to_stderr_is_its_own_affair()
    {
        _folder.WriteScript("plugin", $"i=0; while [ $i -lt 5000 ]; do echo 'a long line of chatter that fills the pipe' >&2; i=$((i+1)); done; echo '{Credential}'");

        Assert.Equal("the-token", Run("command: ./plugin").Token);
    }

    [Fact]
    public void A_plugin_in_PATH_needs_no_path() => Assert.Equal("the-token", Run($"command: echo\n      args: ['{Credential}']").Token);

    [Fact]
    public void A_plugin_is_not_looked_for_in_the_working_directory()
    {
        var name = $"plugin-{Path.GetFileName(_folder.Path)}";
        var path = Path.Combine(Directory.GetCurrentDirectory(), name);
        File.Copy(_folder.WriteScript("plugin", $"echo '{Credential}'"), path);
        try
        {
            AssertFails($"command: {name}", "can't be started: it is not in PATH. Install it, or use a kubeconfig with a token.");
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_plugin_that_fails_is_named_with_its_exit_code()
    {
        _folder.WriteScript("plugin", "echo planted-s3cret; echo planted-s3cret >&2; exit 7");

        AssertFails("command: ./plugin", "ended with exit code 7. Run it by hand to see why.");
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("5")]
    [InlineData("{\"status\": []}")]
    [InlineData("{\"status\": \"planted-s3cret\"}")]
    [InlineData("{\"status\": {\"token\": 5}}")]
    [InlineData("{\"status\": {\"token\": [\"planted-s3cret\"]}}")]
    public void A_plugin_that_prints_nonsense_is_named_and_the_nonsense_is_not(string output)
    {
        _folder.WriteScript("plugin", $"cat <<'EOF'\n{output}\nEOF\n");

        AssertFails("command: ./plugin", "printed no ExecCredential.");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"status\": {}}")]
    [InlineData("{\"status\": {\"token\": null}}")]
    public void A_plugin_that_prints_no_credential_is_named(string output)
    {
        _folder.WriteScript("plugin", $"echo '{output}'");

        AssertFails("command: ./plugin", "printed neither a token nor a client certificate.");
    }

    [Fact]
    public void A_missing_plugin_is_named_with_the_way_out()
    {
        var e = Assert.Throws<HookException>(() => Run("command: ./missing"));

        Assert.StartsWith($"The exec plugin ./missing of kubeconfig {_folder.Path}/config (context one) can't be started: ", e.Message, StringComparison.Ordinal);
        Assert.EndsWith("Install it, or use a kubeconfig with a token.", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plugin_without_a_command_is_refused() =>
        Assert.Equal($"The exec plugin of kubeconfig {_folder.Path}/config (context one) has no command.", Assert.Throws<HookException>(() => Run("args: [a]")).Message);

    private void AssertFails(string exec, string problem)
    {
        var e = Assert.Throws<HookException>(() => Run(exec));
        var command = exec["command: ".Length..].Split('\n')[0];
        Assert.Equal($"The exec plugin {command} of kubeconfig {_folder.Path}/config (context one) {problem}", e.Message);
        Assert.DoesNotContain("planted-s3cret", e.ToString(), StringComparison.Ordinal);
    }

    private ClientConfig Run(string exec) => Run(exec, new(isAllowed: true, (_, _) => { }));

    private ClientConfig Run(string exec, ExecPlugin plugins) => Kubeconfig.FromFiles(
    [
        _folder.Write("config", string.Join('\n',
            "current-context: one",
            "contexts: [{name: one, context: {cluster: first, user: alice}}]",
            "clusters: [{name: first, cluster: {server: 'https://s'}}]",
            "users:",
            "- name: alice",
            "  user:",
            "    exec:",
            $"      {exec}")),
    ]).Resolve(null, plugins);
}
