using System.Text.Json.Nodes;
using k8s;
using k8s.Models;

namespace PostSoftwareHook.ClusterTests.Connecting;

/// <summary>Every way to name a cluster and to log in there.</summary>
public class WaysIn(IncidentFixture fixture) : IncidentTests(fixture)
{
    // All are tried in check mode.
    protected override bool LeavesItUntouched => true;

    [Fact]
    public async Task A_kubeconfig_with_a_token() => await MustWorkAsync(new() { ["kubeconfig"] = await ServiceAccountAsync() });

    [Fact]
    public async Task A_kubeconfig_that_names_a_token_file_and_a_certificate_by_relative_paths()
    {
        using var folder = new TempFolder();
        folder.Write("token", Yaml(await ServiceAccountAsync(), "token") + "\n");
        File.Copy(ControlPlane.CaCertificatePath, folder.PathTo("ca.crt"));
        folder.Write("config", $$"""
            apiVersion: v1
            kind: Config
            clusters: [{name: c, cluster: {server: "{{ControlPlane.Host}}", certificate-authority: ca.crt} }]
            users: [{name: u, user: {tokenFile: token} }]
            contexts: [{name: first, context: {cluster: c, user: u} }]
            current-context: first
            """);

        await MustWorkAsync(new() { ["kubeconfig"] = folder.PathTo("config") });
    }

    [Fact]
    public async Task An_exec_plugin_which_is_named_before_it_runs_and_can_be_refused()
    {
        using var folder = new TempFolder();
        folder.WriteScript("log-in", $$"""
            touch "$(dirname "$0")/ran"
            echo '{"status": {"token": "{{Yaml(await ServiceAccountAsync(), "token")}}"} }'
            """);
        var kubeconfig = folder.Write("config", $$"""
            clusters: [{name: c, cluster: {server: "{{ControlPlane.Host}}", certificate-authority: "{{ControlPlane.CaCertificatePath}}"} }]
            users: [{name: u, user: {exec: {apiVersion: client.authentication.k8s.io/v1, command: ./log-in, interactiveMode: Never} } }]
            contexts: [{name: first, context: {cluster: c, user: u} }]
            current-context: first
            """);

        var refused = await Hook.TypeAsync("diagnose", "--exec-plugins", "no", "--kubeconfig", kubeconfig);
        Assert.False(File.Exists(folder.PathTo("ran")));
        var allowed = await Hook.TypeAsync("diagnose", "--kubeconfig", kubeconfig);
        await MustWorkAsync(new() { ["kubeconfig"] = kubeconfig });

        Assert.Equal((1, 3), (refused.ExitCode, allowed.ExitCode));
        Assert.Contains("the exec plugin ./log-in, which did not run", refused.Output, StringComparison.Ordinal);
        Assert.StartsWith($"config: logging in by the exec plugin ./log-in of kubeconfig {kubeconfig} (context first)\n", allowed.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_to_expect_in_the_certificate()
    {
        await MustWorkAsync(new() { ["kubeconfig"] = await NamedAsync("localhost") });

        var result = await Hook.RunAsync(new JsonObject { ["kubeconfig"] = await NamedAsync("other.example.com") }, checkMode: true);

        Assert.True(result.Failed);
        Assert.Contains("is not trusted: it was issued for another name", result.Message, StringComparison.Ordinal);

        async Task<string> NamedAsync(string name)
        {
            var kubeconfig = await ServiceAccountAsync();
            var content = await File.ReadAllTextAsync(kubeconfig);
            await File.WriteAllTextAsync(kubeconfig, content.Replace($"server: {ControlPlane.Host}", $"tls-server-name: {name}\n    server: {ControlPlane.Host}", StringComparison.Ordinal));
            return kubeconfig;
        }
    }

    [Fact]
    public async Task A_kubeconfig_given_as_an_object_which_is_not_told_again()
    {
        var result = await MustWorkAsync(new() { ["kubeconfig"] = KubeconfigObject(await ServiceAccountAsync()) });

        Assert.Equal("VALUE_SPECIFIED_IN_NO_LOG_PARAMETER", (string?)result.Json["invocation"]!["module_args"]!["kubeconfig"]);
    }

    [Fact]
    public async Task A_host_with_a_token_and_a_ca_and_no_kubeconfig()
    {
        var result = await MustWorkAsync(new()
        {
            ["kubeconfig"] = null,
            ["host"] = ControlPlane.Host,
            ["api_key"] = Yaml(await ServiceAccountAsync(), "token"),
            ["ca_cert"] = ControlPlane.CaCertificatePath,
        });

        Assert.Equal("VALUE_SPECIFIED_IN_NO_LOG_PARAMETER", (string?)result.Json["invocation"]!["module_args"]!["api_key"]);
    }

    [Fact]
    public async Task Without_verification_of_the_certificate_it_works_and_warns()
    {
        var result = await MustWorkAsync(new() { ["kubeconfig"] = ControlPlane.Kubeconfigs.WithWrongCertificateAuthority(), ["validate_certs"] = false });

        Assert.Contains(result.Warnings, warning => warning.StartsWith($"The certificate of {ControlPlane.Host} is not verified", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_user_to_act_as_is_the_one_whom_the_server_asks_about()
    {
        var result = await Hook.RunAsync("""{"impersonate_user": "nobody-in-particular"}""", checkMode: true);

        Assert.True(result.Failed);
        Assert.Contains("nobody-in-particular may not", result.Message, StringComparison.Ordinal);
    }

    private async Task<HookResult> MustWorkAsync(JsonObject options)
    {
        var result = await Hook.RunAsync(options, checkMode: true, diff: true, verbosity: 4);

        Assert.False(result.Failed, result.Message);
        Assert.True(result.Changed);
        Assert.Equal("link_missing", result.Verdict);
        return result;
    }

    /// <summary>A kubeconfig with the token of a serviceaccount that may do everything.</summary>
    private async Task<string> ServiceAccountAsync()
    {
        const string Name = "hook";
        if (!(await Client.CoreV1.ListNamespacedServiceAccountAsync("default")).Items.Any(account => account.Name() == Name))
        {
            await Workloads.CreateAccountAsync("default", Name);
            await Client.RbacAuthorizationV1.CreateClusterRoleBindingAsync(new()
            {
                Metadata = new() { Name = Name },
                RoleRef = new() { ApiGroup = "rbac.authorization.k8s.io", Kind = "ClusterRole", Name = "cluster-admin" },
                Subjects = [new() { Kind = "ServiceAccount", NamespaceProperty = "default", Name = Name }],
            });
        }

        return await ControlPlane.Kubeconfigs.ForServiceAccountAsync("default", Name);
    }

    private static string Yaml(string path, string key) =>
        File.ReadLines(path).Select(line => line.Trim()).First(line => line.StartsWith($"{key}: ", StringComparison.Ordinal))[(key.Length + 2)..];

    private static JsonObject KubeconfigObject(string path) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Config",
        ["clusters"] = new JsonArray(new JsonObject
        {
            ["name"] = "c",
            ["cluster"] = new JsonObject { ["server"] = Yaml(path, "server"), ["certificate-authority-data"] = Yaml(path, "certificate-authority-data") },
        }),
        ["users"] = new JsonArray(new JsonObject { ["name"] = "u", ["user"] = new JsonObject { ["token"] = Yaml(path, "token") } }),
        ["contexts"] = new JsonArray(new JsonObject { ["name"] = "x", ["context"] = new JsonObject { ["cluster"] = "c", ["user"] = "u" } }),
        ["current-context"] = "x",
    };
}
