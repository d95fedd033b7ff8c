using System.Text.Json.Nodes;

namespace PostSoftwareHook.ClusterTests.Faults;

/// <summary>The hub is only asked whether the cluster joined. What goes wrong there costs the answer, never the healing.</summary>
public class OnTheWayToTheHub(HubFixture fixture) : IClassFixture<HubFixture>, IAsyncLifetime
{
    /// <summary>Those that end, of requests that only read.</summary>
    public static TheoryData<string> Passing => [.. Enum.GetValues<FaultKind>().Except([FaultKind.ExpiredCertificate, FaultKind.CutResponse, FaultKind.Conflict]).Select(kind => $"{kind}")];

    public Task InitializeAsync() => fixture.BeginAsync(new(), new());

    public Task DisposeAsync()
    {
        fixture.ThrowIfActorsFailed();
        return Task.CompletedTask;
    }

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task Once_it_is_outlived(string kind)
    {
        var (result, faults) = await RunAsync(request => request.Turn == 0 ? new(Enum.Parse<FaultKind>(kind)) : null, waitTimeout: 30);

        Assert.False(result.Failed, result.Message);
        Assert.Equal(1, faults);
        Assert.True((bool)result.Json["managed_cluster"]!["available"]!);
    }

    [Theory]
    [InlineData(nameof(FaultKind.TooManyRequests), "answered 429")]
    [InlineData(nameof(FaultKind.ServiceUnavailable), "answered 503")]
    [InlineData(nameof(FaultKind.ResetBeforeActing), "The connection to")]
    [InlineData(nameof(FaultKind.Stalled), "did not answer in time")]
    [InlineData(nameof(FaultKind.ExpiredCertificate), "is not trusted: it has expired, or is not valid yet")]
    [InlineData(nameof(FaultKind.CutResponse), "not the Kubernetes API's JSON")]
    public async Task All_the_time_the_cluster_is_healed_and_the_hub_named(string kind, string sentence)
    {
        const int Timeout = 10;

        var (result, _) = await RunAsync(_ => new(Enum.Parse<FaultKind>(kind), TimeSpan.FromMinutes(1)), Timeout);

        Assert.True(result.Failed);
        Assert.Matches($"hub: .*{sentence}", result.Message);
        Assert.Equal(("healed", "healed"), (result.Status(Names.MarketplaceNamespace), result.Status(Names.AgentNamespace)));
        Assert.InRange((double)result.Json["duration"]!, 0, Timeout + 5);
    }

    private async Task<(HookResult Result, int Faults)> RunAsync(Func<ApiRequest, Fault?> plan, int waitTimeout)
    {
        await using var proxy = await FaultProxy.StartAsync(fixture.Hub.ControlPlane, plan);
        var options = new JsonObject { ["hub_kubeconfig"] = proxy.Kubeconfig, ["managed_cluster"] = HubIncident.ManagedCluster, ["wait_timeout"] = waitTimeout };
        var result = await new Hook(fixture.Incident).RunAsync(options);
        Leaks.MustNotBeIn(result.Json.ToJsonString(), fixture.Hub.ControlPlane.Planted);
        return (result, proxy.Injected.Count);
    }
}
