using System.Text;
using System.Text.Json.Nodes;
using k8s;

namespace PostSoftwareHook.ClusterTests.IncidentItself;

/// <summary>The node's file, its MachineConfigs, its pool and its annotations tell the same story.</summary>
public sealed class TheNodesFile(IncidentFixture fixture) : IncidentTests(fixture)
{
    private const string Current = "machineconfiguration.openshift.io/currentConfig";
    private const string Desired = "machineconfiguration.openshift.io/desiredConfig";
    private const string State = "machineconfiguration.openshift.io/state";

    [Fact]
    public async Task In_the_incident_it_is_older_than_the_registries()
    {
        var config = await ConfigAsync(await AnnotationAsync(Current));
        Assert.Equal([Names.Telemetry], DockerConfig.ParseJson(FileIn(config)).Keys);
        Assert.Equal(Incident.Node.DockerConfigJson, Encoding.UTF8.GetString(FileIn(config)).TrimEnd('\n'));
        Assert.NotEmpty(Incident.Planted.LeaksIn(config.ToJsonString()));
        await AssertNothingIsPendingAsync("master", await AnnotationAsync(Current));
        Assert.Equal("Done", await AnnotationAsync(State));
    }

    [Fact]
    public async Task A_rollout_ends_with_the_global_pull_secret()
    {
        var before = await AnnotationAsync(Current);
        await Incident.RollOutNodeConfigAsync();
        var after = await AnnotationAsync(Current);
        Assert.NotEqual(before, after);
        Assert.StartsWith("rendered-master-", after, StringComparison.Ordinal);
        Assert.Equal(Incident.Source.Credentials, DockerConfig.ParseJson(FileIn(await ConfigAsync(after))));
        await AssertNothingIsPendingAsync("master", after);
    }

    [Theory]
    [InlineData(PoolState.Paused, false, "Done", "Updating", "False")]
    [InlineData(PoolState.Updating, true, "Working", "Updating", "True")]
    [InlineData(PoolState.Degraded, true, "Degraded", "Degraded", "True")]
    public async Task A_pending_config_is_named(PoolState state, bool nodeKnows, string daemon, string condition, string status)
    {
        await Incident.SetPoolAsync(state);
        var pool = await PoolAsync("master");
        var (target, reached) = (Named(pool.Spec!), Named(pool.Status!));
        Assert.NotEqual(target, reached);
        Assert.Equal(reached, await AnnotationAsync(Current));
        Assert.Equal(nodeKnows ? target : reached, await AnnotationAsync(Desired));
        Assert.Equal(daemon, await AnnotationAsync(State));
        Assert.Equal(status, Condition(pool, condition));
        Assert.Equal("False", Condition(pool, "Updated"));
        Assert.Equal(Incident.Source.Credentials, DockerConfig.ParseJson(FileIn(await ConfigAsync(target))));

        await Incident.RollOutNodeConfigAsync();
        await AssertNothingIsPendingAsync("master", target);
    }

    [Fact]
    public async Task A_paused_pool_may_have_nothing_pending()
    {
        await Incident.AddPausedPoolAsync("canary");
        var pool = await PoolAsync("canary");
        Assert.True(pool.Spec!["paused"]!.GetValue<bool>());
        Assert.Equal("True", Condition(pool, "Updated"));
        await AssertNothingIsPendingAsync("canary", Named(pool.Status!));
    }

    [Fact]
    public async Task It_may_be_missing()
    {
        await Incident.SetNodeConfigAsync(null);
        var config = await ConfigAsync(await AnnotationAsync(Current));
        Assert.DoesNotContain("/var/lib/kubelet/config.json", config.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_may_be_in_base64()
    {
        await Incident.ResetAsync(new() { NodeConfigInBase64 = true, Healthy = true });
        var config = await ConfigAsync(await AnnotationAsync(Current));
        Assert.Contains("data:text/plain;charset=utf-8;base64,", config.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(Incident.Source.Credentials, DockerConfig.ParseJson(FileIn(config)));
    }

    private static byte[] FileIn(JsonObject spec)
    {
        var file = spec["config"]!["storage"]!["files"]!.AsArray().Single(each => each!["path"]!.GetValue<string>() == "/var/lib/kubelet/config.json");
        var url = file!["contents"]!["source"]!.GetValue<string>();
        var content = url[(url.IndexOf(',', StringComparison.Ordinal) + 1)..];
        return url.Contains(";base64,", StringComparison.Ordinal) ? Convert.FromBase64String(content) : Encoding.UTF8.GetBytes(Uri.UnescapeDataString(content));
    }

    private static string Named(JsonObject specOrStatus) => specOrStatus["configuration"]!["name"]!.GetValue<string>();

    private static string Condition(CustomResource pool, string type) =>
        pool.Status!["conditions"]!.AsArray().Single(each => each!["type"]!.GetValue<string>() == type)!["status"]!.GetValue<string>();

    private async Task AssertNothingIsPendingAsync(string name, string config)
    {
        var pool = await PoolAsync(name);
        Assert.Equal((config, config), (Named(pool.Spec!), Named(pool.Status!)));
        Assert.Equal(await AnnotationAsync(Current), await AnnotationAsync(Desired));
    }

    private Task<CustomResource> PoolAsync(string name) => new CustomResources(Client, CustomKind.MachineConfigPool).ReadAsync(null, name);

    private async Task<JsonObject> ConfigAsync(string name) => (await new CustomResources(Client, CustomKind.MachineConfig).ReadAsync(null, name)).Spec!;

    private async Task<string> AnnotationAsync(string name) => (await Client.CoreV1.ReadNodeAsync(Incident.Node.Name)).Metadata.Annotations[name];
}
