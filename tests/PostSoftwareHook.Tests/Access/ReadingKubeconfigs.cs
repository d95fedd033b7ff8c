using System.Text;
using System.Text.Json.Nodes;
using PostSoftwareHook.Access;
using PostSoftwareHook.Tests.Infra;

namespace PostSoftwareHook.Tests.Access;

public sealed class ReadingKubeconfigs : IDisposable
{
    private const string Two = """
        apiVersion: v1
        kind: Config
        current-context: one
        contexts:
        - name: one
          context: {cluster: first, user: alice}
        - name: two
          context: {cluster: second, user: bob}
        clusters:
        - name: first
          cluster: {server: https://first.example.com:6443}
        - name: second
          cluster: {server: https://second.example.com:6443, insecure-skip-tls-verify: true, tls-server-name: kubernetes, proxy-url: http://proxy:3128}
        users:
        - name: alice
          user: {token: token-of-alice}
        - name: bob
          user: {username: bob, password: password-of-bob}
        """;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_current_context_is_taken()
    {
        var path = _folder.Write("config", Two);

        var access = Kubeconfig.FromFiles([path]).Resolve(null);

        Assert.Equal(("https://first.example.com:6443", "token-of-alice"), (access.Server, access.Token));
        Assert.Equal($"kubeconfig {path} (context one)", access.Origin);
        Assert.False(access.SkipTlsVerify);
        Assert.Null(access.CaPem);
    }

    [Fact]
    public void Another_context_may_be_named()
    {
        var access = Read(Two, "two");

        Assert.Equal(("https://second.example.com:6443", "bob", "password-of-bob"), (access.Server, access.Username, access.Password));
        Assert.Equal((true, "kubernetes", "http://proxy:3128"), (access.SkipTlsVerify, access.TlsServerName, access.Proxy));
        Assert.Null(access.Token);
    }

    [Theory]
    [InlineData("- name: bob", "- name: alice", "users", "alice")]
    [InlineData("- name: second", "- name: first", "clusters", "first")]
    [InlineData("- name: two", "- name: one", "contexts", "one")]
    public void Two_of_one_name_are_refused_as_by_kubectl_since_either_may_be_meant(string second, string first, string list, string name)
    {
        var path = _folder.Write("config", Two.Replace(second, first, StringComparison.Ordinal));

        var refusal = Assert.Throws<HookException>(() => Kubeconfig.FromFiles([path]).Resolve("one"));

        Assert.Equal($"Kubeconfig {path} has more than one entry called \"{name}\" in {list}, so it is not clear which is meant. Remove or rename all but one.", refusal.Message);
    }

    [Fact]
    public void A_context_without_a_user_logs_in_as_nobody()
    {
        var access = Read(One("", "contexts: [{name: one, context: {cluster: first}}]"));

        Assert.Equal("https://first.example.com:6443", access.Server);
        Assert.Empty(access.Secrets);
    }

    [Fact]
    public void Data_inside_wins_over_files()
    {
        _folder.Write("ca.pem", "of the file");
        var data = Convert.ToBase64String(Encoding.UTF8.GetBytes("inside"));

        var access = Read(One($"client-certificate-data: {data}\n    client-key-data: {data}", $"clusters: [{{name: first, cluster: {{server: https://s, certificate-authority: ca.pem, certificate-authority-data: {data}}}}}]"));

        Assert.Equal(("inside", "inside", "inside"), (access.CaPem, access.ClientCertPem, access.ClientKeyPem));
    }

    [Fact]
    public void Relative_paths_start_at_the_kubeconfigs_own_folder()
    {
        _folder.Write("pki/ca.pem", "the ca");
        _folder.Write("pki/client.pem", "the certificate");
        _folder.Write("pki/client.key", "the key");

        var access = Read(One("client-certificate: pki/client.pem\n    client-key: pki/client.key", "clusters: [{name: first, cluster: {server: https://s, certificate-authority: pki/ca.pem}}]"));

        Assert.Equal(("the ca", "the certificate", "the key"), (access.CaPem, access.ClientCertPem, access.ClientKeyPem));
    }

    [Fact]
    public async Task A_token_file_is_read_and_wins_over_a_token()
    {
        _folder.Write("token", "of-the-file");

        var access = Read(One("tokenFile: token\n    token: inline"));

        Assert.Null(access.Token);
        Assert.Equal("Bearer of-the-file", (await access.TokenProvider!.GetAuthenticationHeaderAsync(CancellationToken.None)).ToString());
    }

    [Fact]
    public void Several_files_are_merged_and_the_first_that_names_a_thing_wins()
    {
        var first = _folder.Write("a/config", "contexts: [{name: one, context: {cluster: first, user: carol}}]\nusers: [{name: carol, user: {token: token-of-carol}}]");
        var second = _folder.Write("b/config", Two);

        var access = Kubeconfig.FromFiles([first, Path.Combine(_folder.Path, "missing"), second]).Resolve(null);

        Assert.Equal(("https://first.example.com:6443", "token-of-carol"), (access.Server, access.Token));
        Assert.Equal($"kubeconfig {first}, kubeconfig {second} (context one)", access.Origin);
    }

    [Fact]
    public void Each_of_several_files_has_its_own_folder()
    {
        var first = _folder.Write("a/config", "current-context: one\ncontexts: [{name: one, context: {cluster: first, user: alice}}]\nclusters: [{name: first, cluster: {server: https://s, certificate-authority: ca.pem}}]");
        var second = _folder.Write("b/config", "users: [{name: alice, user: {client-certificate: c.pem, client-key: c.pem}}]");
        _folder.Write("a/ca.pem", "ca of a");
        _folder.Write("b/c.pem", "certificate of b");

        var access = Kubeconfig.FromFiles([first, second]).Resolve(null);

        Assert.Equal(("ca of a", "certificate of b"), (access.CaPem, access.ClientCertPem));
    }

    [Fact]
    public void A_kubeconfig_may_be_an_object()
    {
        var content = JsonNode.Parse("""
            {
              "current-context": "one", "contexts": [{"name": "one", "context": {"cluster": "first", "user": "alice"}}],
              "clusters": [{"name": "first", "cluster": {"server": "https://s", "insecure-skip-tls-verify": true}}], "users": [{"name": "alice", "user": {"token": "it's+a/\"token\" 日本 😀"}}]
            }
            """)!.AsObject();

        var access = Kubeconfig.FromObject(content).Resolve(null);

        Assert.Equal(("https://s", "it's+a/\"token\" 日本 😀", true), (access.Server, access.Token, access.SkipTlsVerify));
        Assert.Equal("the kubeconfig given as an object (context one)", access.Origin);
    }

    [Fact]
    public void Secrets_are_known_to_be_secrets() =>
        Assert.Equal(["the-token", "the-password", "the-key", "robot:the-password"], new ClientConfig { Token = "the-token", Username = "robot", Password = "the-password", ClientKeyPem = "the-key", ClientCertPem = "public" }.Secrets);

    [Fact]
    public void A_missing_file_is_named()
    {
        var path = Path.Combine(_folder.Path, "missing");

        AssertRefused($"The kubeconfig {path} does not exist. Give the path of the cluster's own kubeconfig in kubeconfig.", () => Kubeconfig.FromFiles([path]));
        Assert.Throws<HookException>(() => Kubeconfig.FromFiles([_folder.Path]));
        Assert.Throws<HookException>(() => Kubeconfig.FromFiles([]));
    }

    [Theory]
    [InlineData("a: [", "is not YAML: line ")]
    [InlineData("a: b\n c: d\n", "is not YAML: line 2, column ")]
    [InlineData("a: 1\na: 2\n", "is not YAML: line ")]
    [InlineData("a: *b\n", "is not YAML: line ")]
    [InlineData("", "is not a kubeconfig: its content is not a mapping.")]
    [InlineData("- a\n- b\n", "is not a kubeconfig: its content is not a mapping.")]
    [InlineData("planted-s3cret", "is not a kubeconfig: its content is not a mapping.")]
    public void A_damaged_file_is_refused_without_showing_it(string content, string problem)
    {
        var path = _folder.Write("config", content);

        var e = Assert.Throws<HookException>(() => Kubeconfig.FromFiles([path]));

        Assert.StartsWith($"Kubeconfig {path} {problem}", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("planted-s3cret", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a: b", " has no current-context. Name one in context; it has no contexts at all.")]
    [InlineData("current-context: ''\ncontexts: [{name: one}, {name: two}]", " has no current-context. Name one in context; it has one, two.")]
    [InlineData("current-context: null\ncontexts: [{name: one}]", " has no current-context. Name one in context; it has one.")]
    [InlineData("current-context: nope\ncontexts: [{name: one, context: {}}]", " has no context \"nope\"; it has one.")]
    [InlineData("current-context: one\ncontexts: [{name: one, context: {cluster: nope}}]\nclusters: [{name: first, cluster: {}}]", ": context \"one\" names the cluster \"nope\", which does not exist; it has first.")]
    [InlineData("current-context: one\ncontexts: [{name: one, context: {}}]", ": context \"one\" names the cluster \"\", which does not exist; it has no clusters at all.")]
    [InlineData("current-context: one\ncontexts: [{name: one, context: {cluster: c, user: nope}}]\nclusters: [{name: c, cluster: {server: s}}]", ": context \"one\" names the user \"nope\", which does not exist; it has no users at all.")]
    [InlineData("current-context: one\ncontexts: [{name: one, context: {cluster: c}}]\nclusters: [{name: c, cluster: {}}]", ": the cluster \"c\" has no server.")]
    [InlineData("current-context: one\ncontexts: text", " has no context \"one\"; it has no contexts at all.")]
    public void What_is_missing_is_named_with_what_is_there(string content, string problem)
    {
        var path = _folder.Write("config", content);

        AssertRefused($"Kubeconfig {path}{problem}", () => Kubeconfig.FromFiles([path]).Resolve(null));
    }

    [Fact]
    public void A_context_that_is_not_there_is_named_with_those_that_are()
    {
        var path = _folder.Write("config", Two);

        AssertRefused($"Kubeconfig {path} has no context \"three [31m\"; it has one, two.", () => Kubeconfig.FromFiles([path]).Resolve("three\u001b[31m"));
    }

    [Fact]
    public void Data_that_is_not_base64_is_refused_without_showing_it()
    {
        var path = _folder.Write("config", One("client-key-data: planted-s3cret!"));

        AssertRefused($"Kubeconfig {path}: client-key-data is not base64.", () => Kubeconfig.FromFiles([path]).Resolve(null));
    }

    [Fact]
    public void A_named_file_that_is_not_there_is_named()
    {
        var path = _folder.Write("config", One("client-certificate: nope.pem"));

        var e = Assert.Throws<HookException>(() => Kubeconfig.FromFiles([path]).Resolve(null));

        Assert.StartsWith($"The client-certificate named by kubeconfig {path}, {Path.Combine(_folder.Path, "nope.pem")}, does not exist.", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_file_that_is_not_there_is_named()
    {
        var path = _folder.Write("config", One("tokenFile: nope"));

        AssertRefused(
            $"The tokenFile named by kubeconfig {path}, {Path.Combine(_folder.Path, "nope")}, does not exist. Check the path.",
            () => Kubeconfig.FromFiles([path]).Resolve(null));
    }

    [Fact]
    public void A_named_file_that_is_a_folder_is_named()
    {
        var path = _folder.Write("config", One($"client-certificate: {_folder.Path}"));

        AssertRefused(
            $"The client-certificate named by kubeconfig {path}, {_folder.Path}, is a folder. Name the file in it.",
            () => Kubeconfig.FromFiles([path]).Resolve(null));
    }

    [Fact]
    public void An_auth_provider_is_refused_with_the_way_out()
    {
        var path = _folder.Write("config", One("auth-provider: {name: oidc, config: {id-token: planted-s3cret}}"));

        AssertRefused(
            $"Kubeconfig {path} logs in with the auth-provider \"oidc\", which Kubernetes has removed. Use a kubeconfig with a token, a client certificate or an exec plugin.",
            () => Kubeconfig.FromFiles([path]).Resolve(null));
    }

    /// <summary>A kubeconfig with one context whose user holds <paramref name="user"/>; <paramref name="replacement"/> stands in for the list of its name.</summary>
    private static string One(string user, string replacement = "")
    {
        string Part(string name, string content) => replacement.StartsWith(name, StringComparison.Ordinal) ? replacement : $"{name}: {content}";

        return string.Join('\n',
            "current-context: one",
            Part("contexts", "[{name: one, context: {cluster: first, user: alice}}]"),
            Part("clusters", "[{name: first, cluster: {server: 'https://first.example.com:6443'}}]"),
            user.Length == 0 ? "users: []" : $"users:\n- name: alice\n  user:\n    {user}");
    }

    private static void AssertRefused(string message, Func<object> read)
    {
        var e = Assert.Throws<HookException>(read);
        Assert.Equal(message, InTask.Message(e));
        Assert.DoesNotContain("planted-s3cret", e.ToString(), StringComparison.Ordinal);
    }

    private ClientConfig Read(string content, string? context = null) => Kubeconfig.FromFiles([_folder.Write("config", content)]).Resolve(context);
}
