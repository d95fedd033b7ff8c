using System.Text.Json;
using k8s.Models;

namespace PostSoftwareHook.ClusterTests.Conflicts;

/// <summary>Somebody else's secret has the name of our copies.</summary>
public class SecretsThatAreNotOurs(IncidentFixture fixture) : IncidentTests(fixture)
{
    [Fact]
    public async Task One_with_equal_content_is_adopted()
    {
        var before = await CreateSecretAsync(Marketplace, Carried);

        var result = await Hook.RunAsync();

        Assert.False(result.Failed, result.Message);
        Assert.Equal("adopted", result.SecretAction(Marketplace));
        var after = await CopyInAsync(Marketplace);
        Assert.Equal(before.Uid(), after.Uid());
        Assert.Equal(before.Data[".dockerconfigjson"], after.Data[".dockerconfigjson"]);
        Assert.Equal("post-software-hook", after.GetLabel("app.kubernetes.io/managed-by"));
        await Incident.WaitUntilReadyAsync(Names.Catalogs);
        Assert.False((await Hook.RunAsync()).Changed);
    }

    [Fact]
    public async Task Content_is_compared_by_its_meaning()
    {
        var entries = Carried.Reverse().ToDictionary(entry => entry.Key, entry => new { username = entry.Value.User, password = entry.Value.Password, email = "someone@example.org" });
        await CreateSecretAsync(Marketplace, JsonSerializer.Serialize(new { credHelpers = new { }, auths = entries }));

        var result = await Hook.RunAsync();

        Assert.Equal("adopted", result.SecretAction(Marketplace));
    }

    [Fact]
    public async Task An_immutable_one_with_equal_content_is_adopted_too()
    {
        await CreateSecretAsync(Marketplace, Carried, immutable: true);

        var result = await Hook.RunAsync();

        Assert.False(result.Failed, result.Message);
        Assert.Equal("adopted", result.SecretAction(Marketplace));
    }

    [Fact]
    public async Task One_that_holds_more_is_left_with_a_warning_that_names_what_it_holds_beside()
    {
        var before = await CreateSecretAsync(Marketplace, Carried.Append(KeyValuePair.Create("registry.workshop.example.org", StrangeCredential())));

        var result = await Hook.RunAsync();

        Assert.False(result.Failed, result.Message);
        Assert.Equal("unchanged", result.SecretAction(Marketplace));
        Assert.Contains(
            $"The secret {Marketplace}/pull-secret isn't ours and is left unchanged: it has every entry of the source, and also registry.workshop.example.org.", result.Warnings);
        Assert.Equal(before.ResourceVersion(), (await CopyInAsync(Marketplace)).ResourceVersion());
        await Incident.WaitUntilReadyAsync(Names.Catalogs);
        Assert.False((await Hook.RunAsync()).Changed);
    }

    [Fact]
    public async Task The_whole_global_pull_secret_as_the_workshops_old_tasks_copied_it_is_good_enough()
    {
        await CreateSecretAsync(Marketplace, Incident.Source.Json);

        var result = await Hook.RunAsync();

        Assert.False(result.Failed, result.Message);
        Assert.Equal("unchanged", result.SecretAction(Marketplace));
        Assert.Contains(result.Warnings, warning => warning.EndsWith($"and also {Names.Telemetry}.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("other content")]
    [InlineData("a registry too few")]
    [InlineData("malformed content")]
    [InlineData("another type")]
    [InlineData("immutable")]
    public async Task One_that_is_in_the_way_fails_its_namespace_and_no_other(string obstacle)
    {
        var before = await CreateObstacleAsync(obstacle);
        var mark = await ControlPlane.Audit.MarkAsync();

        var result = await Hook.RunAsync();

        Assert.True(result.Failed);
        Assert.Equal("failed", result.Status(Marketplace));
        Assert.Equal("conflict", result.SecretAction(Marketplace));
        Assert.Contains($"The secret {Marketplace}/pull-secret ", result.Message, StringComparison.Ordinal);
        Assert.Contains("Set force to replace it, or give the copies another secret_name", result.Message, StringComparison.Ordinal);
        Assert.Equal("healed", result.Status(Agent));
        await Incident.WaitUntilReadyAsync([Names.Klusterlet, Names.KlusterletAgent]);
        Assert.DoesNotContain(await ControlPlane.Audit.WritesSinceAsync(mark), entry => entry.Namespace == Marketplace);
        Assert.Equal(before.ResourceVersion(), (await CopyInAsync(Marketplace)).ResourceVersion());
    }

    [Theory]
    [InlineData("other content", true)]
    [InlineData("a registry too few", true)]
    [InlineData("malformed content", true)]
    [InlineData("another type", false)]
    [InlineData("immutable", false)]
    public async Task With_force_it_is_replaced_in_place_where_Kubernetes_allows_that(string obstacle, bool canBeChanged)
    {
        var before = await CreateObstacleAsync(obstacle);

        var result = await Hook.RunAsync("""{"force": true}""");

        Assert.False(result.Failed, result.Message);
        Assert.Equal(canBeChanged ? "updated" : "recreated", result.SecretAction(Marketplace));
        var after = await CopyInAsync(Marketplace);
        Assert.Equal(canBeChanged, before.Uid() == after.Uid());
        Assert.Equal("kubernetes.io/dockerconfigjson", after.Type);
        Assert.Equal(Carried.OrderBy(entry => entry.Key, StringComparer.Ordinal), await ContentOfCopyAsync(Marketplace));
        await Incident.WaitUntilReadyAsync(Names.Catalogs);
    }

    private Task<V1Secret> CreateObstacleAsync(string obstacle) => obstacle switch
    {
        "other content" => CreateSecretAsync(Marketplace, Carried.Keys.Select(key => KeyValuePair.Create(key, StrangeCredential()))),
        "a registry too few" => CreateSecretAsync(Marketplace, Carried.Skip(1)),
        "malformed content" => CreateSecretAsync(Marketplace, """{"auths": {"registry.redhat.io": {"auth": "bm8gY29sb24="}}}"""),
        "another type" => CreateSecretAsync(Marketplace, Carried, type: "Opaque"),
        "immutable" => CreateSecretAsync(Marketplace, Carried.Skip(1), immutable: true),
        _ => throw new ArgumentOutOfRangeException(nameof(obstacle), obstacle, null),
    };
}
