using System.Net;
using PostSoftwareHook.Access;
using PostSoftwareHook.Api;

namespace PostSoftwareHook.Tests.Api;

/// <summary>Which hosts a proxy is for: as Go's httpproxy has it, and so oc.</summary>
public class BypassingTheProxy
{
    /// <summary>A list of each kind of entry.</summary>
    private const string Mixed = "foobar.com, .barbaz.net, *.wildcard.io, 192.168.1.1, 192.168.1.2:81, 192.168.1.3:80, 10.0.0.0/30, 2001:db8::52:0:1, [2001:db8::52:0:2]:443, [2001:db8::52:0:3]:80, 2002:db8:a::45/64";

    private static readonly Uri Proxy = new("http://proxy.example.com:3128");
    private static readonly Uri Api = new("https://api.cluster.example.com:6443/api");

    [Theory]
    [InlineData("api.cluster.example.com")]
    [InlineData("API.Cluster.Example.com")]
    [InlineData("cluster.example.com")]
    [InlineData(".cluster.example.com")]
    [InlineData("*.example.com")]
    [InlineData("localhost, .svc , example.com")]
    [InlineData("api.cluster.example.com:6443")]
    [InlineData(".example.com:6443")]
    [InlineData("nonsense/x,*")]
    public void A_host_that_is_listed_is_reached_directly(string noProxy) => Assert.True(Through(noProxy).IsBypassed(Api));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(",")]
    [InlineData(".")]
    [InlineData(":6443")]
    [InlineData("ample.com")]
    [InlineData(".api.cluster.example.com")]
    [InlineData("*.api.cluster.example.com")]
    [InlineData("api.cluster.example.com:443")]
    [InlineData("api.cluster.example.com.evil")]
    [InlineData("other.example.com")]
    [InlineData("*.example.org")]
    [InlineData("api.*")]
    [InlineData("10.0.0.0/8,::/0,0.0.0.0/0")]
    public void Any_other_host_goes_through_the_proxy(string? noProxy)
    {
        var proxy = Through(noProxy);

        Assert.False(proxy.IsBypassed(Api));
        Assert.Equal(Proxy, proxy.GetProxy(Api));
    }

    [Theory]
    [InlineData("10.0.0.0/8,.cluster.local", "https://10.1.2.3:6443")]
    [InlineData("10.200.0.0/14", "https://10.201.7.7:6443")]
    [InlineData("10.1.2.3/8", "https://10.255.0.1:6443")]
    [InlineData("0.0.0.0/0", "https://10.1.2.3:6443")]
    [InlineData("10.1.2.3", "https://10.1.2.3:6443")]
    [InlineData("10.1.2.3:6443", "https://10.1.2.3:6443")]
    [InlineData("10.1.2.3/32", "https://[::ffff:10.1.2.3]:6443")]
    [InlineData("fd00::/8", "https://[fd12::1]:6443")]
    [InlineData("fd12:0::1", "https://[fd12::1]:6443")]
    [InlineData("[fd12::1]:6443", "https://[fd12::1]:6443")]
    [InlineData("b\u00FCcher.example", "https://api.xn--bcher-kva.example:6443")]
    [InlineData("xn--bcher-kva.example", "https://api.b\u00FCcher.example:6443")]
    public void Addresses_and_networks_are_known_as_such(string noProxy, string server) => Assert.True(Through(noProxy).IsBypassed(new(server)));

    [Theory]
    [InlineData("10.0.0.0/8", "https://11.1.2.3:6443")]
    [InlineData("10.200.0.0/14", "https://10.204.0.1:6443")]
    [InlineData("10.0.0.0/33", "https://10.0.0.0:6443")]
    [InlineData("10.0.0.0/-1", "https://10.0.0.0:6443")]
    [InlineData("10", "https://10.0.0.1:6443")]
    [InlineData("2.3", "https://10.1.2.3:6443")]
    [InlineData("10.1.2.3:443", "https://10.1.2.3:6443")]
    [InlineData("fd00::/8", "https://[fe80::1]:6443")]
    [InlineData("0.0.0.0/0", "https://[fe80::1]:6443")]
    [InlineData("", "https://127.0.0.1:6443")]
    public void Other_addresses_go_through_the_proxy(string noProxy, string server) => Assert.False(Through(noProxy).IsBypassed(new(server)));

    /// <summary>The table of golang.org/x/net/http/httpproxy's own test.</summary>
    [Theory]
    [InlineData("localhost", true)]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.0.0.2", true)]
    [InlineData("[::1]", true)]
    [InlineData("[::2]", false)]
    [InlineData("192.168.1.1", true)]
    [InlineData("192.168.1.2", false)]
    [InlineData("192.168.1.3", true)]
    [InlineData("192.168.1.4", false)]
    [InlineData("10.0.0.2", true)]
    [InlineData("[2001:db8::52:0:1]", true)]
    [InlineData("[2001:db8::52:0:2]", false)]
    [InlineData("[2001:db8::52:0:3]", true)]
    [InlineData("[2002:db8:a::123]", true)]
    [InlineData("[fe80::424b:c8be:1643:a1b6]", false)]
    [InlineData("barbaz.net", false)]
    [InlineData("www.barbaz.net", true)]
    [InlineData("foobar.com", true)]
    [InlineData("www.foobar.com", true)]
    [InlineData("foofoobar.com", false)]
    [InlineData("baz.com", false)]
    [InlineData("localhost.net", false)]
    [InlineData("local.localhost", false)]
    [InlineData("barbarbaz.net", false)]
    [InlineData("wildcard.io", false)]
    [InlineData("nested.wildcard.io", true)]
    [InlineData("awildcard.io", false)]
    public void The_environments_list_is_read_as_by_oc(string host, bool isBypassed) =>
        Assert.Equal(isBypassed, new NoProxyList(Mixed, exceptThisMachine: true).Contains(new($"http://{host}:80")));

    [Theory]
    [InlineData("https://api.example.com:6443", "HTTPS_PROXY=http://proxy:1", "http://proxy:1")]
    [InlineData("https://api.example.com:6443", "https_proxy=proxy:1", "http://proxy:1")]
    [InlineData("https://api.example.com:6443", "HTTPS_PROXY=http://one,https_proxy=http://two", "http://one")]
    [InlineData("https://api.example.com:6443", "HTTP_PROXY=http://plain", null)]
    [InlineData("http://api.example.com", "HTTP_PROXY=http://plain,HTTPS_PROXY=http://tls", "http://plain")]
    [InlineData("https://api.example.com:6443", "ALL_PROXY=socks5://all", "socks5://all")]
    [InlineData("https://api.example.com:6443", "HTTPS_PROXY=", null)]
    public void The_environment_names_a_proxy_by_scheme(string server, string environment, string? proxy) =>
        Assert.Equal(proxy, EnvironmentProxy.Added(new() { Server = server }, Variables(environment)).Proxy);

    [Theory]
    [InlineData("NO_PROXY=10.0.0.0/8", "https://10.1.2.3:6443", true)]
    [InlineData("no_proxy=10.0.0.0/8", "https://10.1.2.3:6443", true)]
    [InlineData("NO_PROXY=10.0.0.0/8", "https://11.1.2.3:6443", false)]
    [InlineData("", "https://127.0.0.1:6443", true)]
    [InlineData("", "https://localhost:6443", true)]
    public void Networks_in_the_environment_count(string noProxy, string server, bool isBypassed)
    {
        var access = EnvironmentProxy.Added(new() { Server = server }, Variables($"HTTPS_PROXY=http://proxy,{noProxy}"));

        Assert.Equal(isBypassed, HttpProxy.Of(access)!.IsBypassed(new(server)));
    }

    [Fact]
    public void A_proxy_of_the_clusters_own_knows_nothing_of_the_environments()
    {
        var own = new ClientConfig { Server = "https://10.1.2.3:6443", Proxy = "http://own:3128" };

        Assert.Equal(own, EnvironmentProxy.Added(own, Variables("HTTPS_PROXY=http://proxy,NO_PROXY=*")));
    }

    [Fact]
    public void The_option_goes_before_the_environments_list() =>
        Assert.Equal("a", EnvironmentProxy.Added(new() { Server = "https://s", NoProxy = "a" }, Variables("HTTPS_PROXY=http://proxy,NO_PROXY=b")).NoProxy);

    [Fact]
    public void A_password_in_the_environments_proxy_is_a_secret() =>
        Assert.Contains("planted-s3cret", EnvironmentProxy.Added(new() { Server = "https://s" }, Variables("HTTPS_PROXY=bob:planted-s3cret@proxy:3128")).Secrets);

    [Fact]
    public void The_user_in_the_URL_logs_in_and_is_not_in_the_address()
    {
        var proxy = new HttpProxy(new("http://bob:p%40ss%3Aword@proxy.example.com:3128"), new(null));

        var login = (NetworkCredential)proxy.Credentials!;
        Assert.Equal(("bob", "p@ss:word"), (login.UserName, login.Password));
        Assert.Equal(Proxy, proxy.GetProxy(Api));
        Assert.Equal("http://proxy.example.com:3128/", proxy.GetProxy(Api).ToString());
    }

    [Fact]
    public void A_user_without_a_password_has_an_empty_one() => Assert.Equal("", ((NetworkCredential)new HttpProxy(new("http://bob@proxy"), new(null)).Credentials!).Password);

    [Fact]
    public void A_proxy_without_a_user_has_no_login() => Assert.Null(Through(null).Credentials);

    private static HttpProxy Through(string? noProxy) => new(Proxy, new(noProxy));

    private static Func<string, string?> Variables(string assignments)
    {
        var variables = assignments.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(item => item.Split('=', 2)).ToDictionary(item => item[0], item => item[1]);
        return name => variables.GetValueOrDefault(name);
    }
}
