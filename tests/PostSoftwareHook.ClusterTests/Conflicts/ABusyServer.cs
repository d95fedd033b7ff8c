using System.Net;
using System.Text.Json.Nodes;

namespace PostSoftwareHook.ClusterTests.Conflicts;

/// <summary>An API server that is too busy, or fails, for a moment.</summary>
public class ABusyServer(IncidentFixture fixture) : IncidentTests(fixture)
{
    [Fact]
    public async Task Is_asked_again_until_it_answers()
    {
        await using var proxy = new ApiProxy(ControlPlane);
        proxy.Answer("GET", "/api/v1/namespaces", HttpStatusCode.TooManyRequests, times: 2, retryAfter: 1);
        proxy.Answer("GET", $"/{Marketplace}/pods", HttpStatusCode.InternalServerError);
        proxy.Answer("POST", $"/{Marketplace}/secrets", HttpStatusCode.ServiceUnavailable);
        proxy.Answer("PATCH", $"/serviceaccounts/{Names.Klusterlet}", HttpStatusCode.GatewayTimeout);

        var result = await Hook.RunAsync(new JsonObject { ["kubeconfig"] = proxy.Kubeconfig });

        Assert.False(result.Failed, result.Message);
        await Incident.WaitUntilReadyAsync([.. Names.Catalogs, Names.Klusterlet, Names.KlusterletAgent]);
        Assert.All(result.Warnings, warning => Assert.Contains("is left alone", warning, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_write_that_it_goes_on_refusing_fails_its_namespace_and_no_other()
    {
        await using var proxy = new ApiProxy(ControlPlane);
        proxy.Answer("POST", $"/{Marketplace}/secrets", HttpStatusCode.InternalServerError, times: 1000);

        var result = await Hook.RunAsync(new JsonObject { ["kubeconfig"] = proxy.Kubeconfig, ["wait_timeout"] = 4 });

        Assert.True(result.Failed);
        Assert.Equal("failed", result.Status(Marketplace));
        Assert.Equal("failed", result.SecretAction(Marketplace));
        Assert.True(result.Message.Contains("answered 500", StringComparison.Ordinal), result.Message);
        await Incident.WaitUntilReadyAsync([Names.Klusterlet, Names.KlusterletAgent]);
        Assert.DoesNotContain(Names.PullSecret, await LinksOfAsync(Marketplace, Names.CustomCatalog));
    }
}
