using System.Diagnostics;

namespace PostSoftwareHook.ClusterTests.IncidentItself;

/// <summary>The kubelet uses a changed file late, the image API at once.</summary>
public sealed class TheKubeletsCache(IncidentFixture fixture) : IncidentTests(fixture)
{
    private static readonly TimeSpan CachedFor = TimeSpan.FromSeconds(3);

    protected override IncidentOptions Options => new() { Kubelet = new() { NodeConfigCachedFor = CachedFor, RetryAfter = TimeSpan.FromMilliseconds(300) } };

    [Fact]
    public async Task A_login_that_changed_is_used_late()
    {
        await Incident.SetNodeConfigAsync(ImageLookups.PullSecretOf(Names.RedHatRegistry, StrangeCredential()));
        await Task.Delay(CachedFor);
        await Incident.RollOutNodeConfigAsync();
        var watch = Stopwatch.StartNew();
        Assert.Equal("Success", (await Client.LookUpAsync("default", Images.Klusterlet)).OnlyStatus().Text("status"));

        await Incident.WaitUntilReadyAsync([Names.Klusterlet]);
        Assert.InRange(watch.Elapsed, CachedFor / 2, CachedFor * 5);
    }

    [Fact]
    public async Task A_login_that_was_missing_is_used_at_once()
    {
        await Incident.ResetAsync(new() { Kubelet = new() { NodeConfigCachedFor = TimeSpan.FromMinutes(5), RetryAfter = TimeSpan.FromMilliseconds(300) } });
        await Incident.RollOutNodeConfigAsync();
        await Incident.WaitUntilReadyAsync([Names.ExtractingCatalog]);
    }

    [Fact]
    public async Task A_file_that_cannot_be_decoded_counts_as_none()
    {
        await Incident.ResetAsync(new());
        await Incident.SetNodeConfigAsync("""{"auths":{"registry.example.com":{"auth":"@@@@"}}}""");
        await Incident.DeletePodAsync(Assert.Single(await Incident.PodsOfAsync(Names.Klusterlet)));
        await Incident.WaitUntilSettledAsync();
        var pod = Assert.Single(await Incident.PodsOfAsync(Names.Klusterlet));
        Assert.Equal("ImagePullBackOff", pod.Status.ContainerStatuses.Single().State.Waiting.Reason);
    }
}
