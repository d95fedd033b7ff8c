using System.Text.Json.Nodes;
using PostSoftwareHook.Access;
using PostSoftwareHook.Tests.Infra;

namespace PostSoftwareHook.Tests.Access;

public sealed class ChoosingTheCluster : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly string? _kubeconfig = Environment.GetEnvironmentVariable("KUBECONFIG");

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("KUBECONFIG", _kubeconfig);
        _folder.Dispose();
    }

    [Fact]
    public void A_host_with_credentials_needs_no_kubeconfig()
    {
        Environment.SetEnvironmentVariable("KUBECONFIG", "/missing");

        var token = Resolving.Access(new() { Host = "https://given", ApiKey = "given-token" });
        var user = Resolving.Access(new() { Host = "https://given", Username = "bob", Password = "given-password" });
        var certificate = Resolving.Access(new() { Host = "https://given", ClientCert = _folder.Write("c", "certificate"), ClientKey = _folder.Write("k", "key") });

        Assert.Equal(("https://given", "given-token", "the options"), (token.Server, token.Token, token.Origin));
        Assert.Equal(("bob", "given-password"), (user.Username, user.Password));
        Assert.Equal(("certificate", "key"), (certificate.ClientCertPem, certificate.ClientKeyPem));
    }

    [Fact]
    public void A_host_with_credentials_wins_over_a_kubeconfig()
    {
        var access = Resolving.Access(new() { Host = "https://given", ApiKey = "given-token", Kubeconfig = "/missing" });

        Assert.Equal("the options", access.Origin);
    }

    [Fact]
    public void A_host_alone_takes_its_login_from_the_kubeconfig()
    {
        var access = Resolving.Access(new() { Host = "https://given", Kubeconfig = Write("config") });

        Assert.Equal(("https://given", "token-of-config"), (access.Server, access.Token));
    }

    [Fact]
    public void A_given_kubeconfig_wins_over_the_default_one()
    {
        Environment.SetEnvironmentVariable("KUBECONFIG", Write("default"));

        Assert.Equal("https://config.example.com", Resolving.Access(new() { Kubeconfig = Write("config") }).Server);
        Assert.Equal("https://default.example.com", Resolving.Access(new()).Server);
    }

    [Fact]
    public void Several_paths_are_joined_by_colons()
    {
        var first = _folder.Write("first", "current-context: default");
        var second = Write("default");
        Environment.SetEnvironmentVariable("KUBECONFIG", $"{first}::{second}");

        Assert.Equal("https://default.example.com", Resolving.Access(new()).Server);
        Assert.Equal("https://default.example.com", Resolving.Access(new() { Kubeconfig = $"{first}:{second}" }).Server);
    }

    [Fact]
    public void A_kubeconfig_may_be_an_object()
    {
        var content = new JsonObject
        {
            ["contexts"] = new JsonArray(new JsonObject { ["name"] = "one", ["context"] = new JsonObject { ["cluster"] = "c" } }),
            ["clusters"] = new JsonArray(new JsonObject { ["name"] = "c", ["cluster"] = new JsonObject { ["server"] = "https://object" } }),
        };

        Assert.Equal("https://object", Resolving.Access(new() { Kubeconfig = content, Context = "one" }).Server);
    }

    [Fact]
    public void A_token_overrides_every_login_of_the_kubeconfig_and_so_does_a_user()
    {
        var withToken = Resolving.Access(new() { Kubeconfig = Write("config"), ApiKey = "given-token" });
        var withUser = Resolving.Access(new() { Kubeconfig = Write("config"), Username = "bob", Password = "given-password" });

        Assert.Equal("given-token", withToken.Token);
        Assert.Equal((null, "bob", "given-password"), (withUser.Token, withUser.Username, withUser.Password));
    }

    [Fact]
    public void A_token_overrides_a_token_file()
    {
        _folder.Write("token", "of-the-file");
        var path = Write("config", "tokenFile: token");

        Assert.NotNull(Resolving.Access(new() { Kubeconfig = path }).TokenProvider);
        Assert.Null(Resolving.Access(new() { Kubeconfig = path, ApiKey = "given-token" }).TokenProvider);
    }

    [Fact]
    public void Certificates_are_verified_unless_somebody_says_no()
    {
        var verified = Write("verified");
        var skipped = Write("skipped", cluster: ", insecure-skip-tls-verify: true");

        Assert.False(Resolving.Access(new() { Kubeconfig = verified }).SkipTlsVerify);
        Assert.True(Resolving.Access(new() { Kubeconfig = verified, ValidateCerts = false }).SkipTlsVerify);
        Assert.True(Resolving.Access(new() { Kubeconfig = skipped }).SkipTlsVerify);
        Assert.False(Resolving.Access(new() { Kubeconfig = skipped, ValidateCerts = true }).SkipTlsVerify);
    }

    [Fact]
    public void Files_and_the_proxy_of_the_options_override_those_of_the_kubeconfig()
    {
        var access = Resolving.Access(new()
        {
            Kubeconfig = Write("config", cluster: ", proxy-url: http://of-the-kubeconfig"),
            CaCert = _folder.Write("ca", "given ca"),
            Proxy = "http://given",
        });

        Assert.Equal(("given ca", "http://given"), (access.CaPem, access.Proxy));
    }

    [Theory]
    [InlineData("ca_cert")]
    [InlineData("client_cert")]
    [InlineData("client_key")]
    public void A_file_that_is_not_there_is_named_with_its_option(string option)
    {
        var missing = Path.Combine(_folder.Path, "missing");
        var settings = new ConnectionOptions { Host = "https://given", ApiKey = "t" };
        settings = option switch
        {
            "ca_cert" => settings with { CaCert = missing },
            "client_cert" => settings with { ClientCert = missing },
            _ => settings with { ClientKey = missing },
        };

        Assert.Equal($"The {option}, {missing}, does not exist. Check the path.", InTask.Message(Assert.Throws<HookException>(() => Resolving.Access(settings))));
    }

    private string Write(string name, string? user = null, string cluster = "") => _folder.Write(name, string.Join('\n',
        $"current-context: {name}",
        $"contexts: [{{name: {name}, context: {{cluster: c, user: u}}}}]",
        $"clusters: [{{name: c, cluster: {{server: 'https://{name}.example.com'{cluster}}}}}]",
        $"users: [{{name: u, user: {{{user ?? $"token: token-of-{name}"}}}}}]"));
}
