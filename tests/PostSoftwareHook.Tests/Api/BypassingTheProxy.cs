using System.Net;
using PostSoftwareHook.Api;

namespace PostSoftwareHook.Tests.Api;

public class BypassingTheProxy
{
    private static readonly Uri Proxy = new("http://proxy.example.com:3128");
    private static readonly Uri Api = new("https://api.cluster.example.com:6443/api");

    [Theory]
    [InlineData("api.cluster.example.com")]
    [InlineData("API.Cluster.Example.com")]
    [InlineData("cluster.example.com")]
    [InlineData(".cluster.example.com")]
    [InlineData("localhost, .svc , example.com")]
    [InlineData("*")]
    public void A_host_that_is_listed_is_reached_directly(string noProxy) => Assert.True(new ClusterProxy(Proxy, noProxy).IsBypassed(Api));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(",")]
    [InlineData("ample.com")]
    [InlineData("api.cluster.example.com.evil")]
    [InlineData("other.example.com")]
    [InlineData("*.example.org")]
    public void Any_other_host_goes_through_the_proxy(string? noProxy)
    {
        var proxy = new ClusterProxy(Proxy, noProxy);

        Assert.False(proxy.IsBypassed(Api));
        Assert.Equal(Proxy, proxy.GetProxy(Api));
    }

    [Fact]
    public void The_user_in_the_URL_logs_in_and_is_not_in_the_address()
    {
        var proxy = new ClusterProxy(new("http://bob:p%40ss%3Aword@proxy.example.com:3128"), null);

        var login = (NetworkCredential)proxy.Credentials!;
        Assert.Equal(("bob", "p@ss:word"), (login.UserName, login.Password));
        Assert.Equal(Proxy, proxy.GetProxy(Api));
        Assert.Equal("http://proxy.example.com:3128/", proxy.GetProxy(Api).ToString());
    }

    [Fact]
    public void A_user_without_a_password_has_an_empty_one() => Assert.Equal("", ((NetworkCredential)new ClusterProxy(new("http://bob@proxy"), null).Credentials!).Password);

    [Fact]
    public void A_proxy_without_a_user_has_no_login() => Assert.Null(new ClusterProxy(Proxy, null).Credentials);
}
