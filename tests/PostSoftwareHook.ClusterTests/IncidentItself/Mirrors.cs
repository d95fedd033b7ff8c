using k8s;
using k8s.Models;

namespace PostSoftwareHook.ClusterTests.IncidentItself;

/// <summary>A mirror gets the node's login alone, and the runtime tells of each endpoint.</summary>
public sealed class Mirrors(IncidentFixture fixture) : IncidentTests(fixture)
{
    private const string Mirror = "bastion.example.com:5000";
    private const string Mirrored = $"{Mirror}/redhat/redhat-operator-index:v4.20";
    private static readonly string Index = Images.Catalog("redhat-operators");
    private readonly RegistryCredential _login = RegistryCredential.Random("mirror");

    [Fact]
    public async Task A_pods_secret_does_not_reach_a_mirror()
    {
        await MirrorAsync(MirrorKind.TagMirrorSet);
        await LinkAsync(Names.PollingCatalog, new() { [Mirror] = _login });
        var message = await MessageAfterRestartAsync();
        Assert.Equal(
            $"rpc error: code = Unknown desc = (Mirrors also failed: [{Mirrored}: reading manifest v4.20 in {Mirror}/redhat/redhat-operator-index: "
            + $"unauthorized: access to the requested resource is not authorized]): {Index}: pinging container registry registry.redhat.io: "
            + "Get \"https://registry.redhat.io/v2/\": dial tcp 192.0.2.1:443: connect: connection refused",
            message);
    }

    [Fact]
    public async Task The_nodes_file_does()
    {
        await MirrorAsync(MirrorKind.TagMirrorSet);
        await Incident.SetNodeConfigAsync(DockerConfig.WriteJson([new(Mirror, _login)]));
        await RestartAsync();
        await Incident.WaitUntilReadyAsync([Names.PollingCatalog]);
    }

    [Fact]
    public async Task A_mirror_for_digests_is_not_asked_for_tags()
    {
        await MirrorAsync(MirrorKind.DigestMirrorSet);
        await Incident.AddMirrorsAsync(MirrorKind.ContentSourcePolicy, "registry.connect.redhat.com", [Mirror]);
        Assert.DoesNotContain(Mirror, await MessageAfterRestartAsync(), StringComparison.Ordinal);
        var set = Assert.Single((await new CustomResources(Client, CustomKind.ImageDigestMirrorSet).ListAsync()).Items);
        Assert.Equal("registry.redhat.io", set.Spec!["imageDigestMirrors"]![0]!["source"]!.GetValue<string>());
        Assert.Single((await new CustomResources(Client, CustomKind.ImageContentSourcePolicy).ListAsync()).Items);
    }

    [Fact]
    public async Task The_image_api_asks_the_mirror_with_the_namespaces_secrets()
    {
        await MirrorAsync(MirrorKind.TagMirrorSet);
        var refused = (await Client.LookUpAsync(Names.ConfigNamespace, Index)).OnlyStatus();
        Assert.Equal("InternalError", refused.Text("reason"));
        Assert.StartsWith($"Internal error occurred: [you may not have access to the container image \"{Mirrored}\", {Index}: Get ", refused.Text("message"), StringComparison.Ordinal);

        await CreateSecretAsync(Names.ConfigNamespace, [new(Mirror, _login)], "mirror");
        Assert.Equal("Success", (await Client.LookUpAsync(Names.ConfigNamespace, Index)).OnlyStatus().Text("status"));
    }

    [Theory]
    [InlineData(RuntimeWords.InitializingSource, "rpc error: code = Unknown desc = initializing source docker://{0}: {1}")]
    [InlineData(RuntimeWords.ImageOrArtifact, "unable to pull image or OCI artifact: pull image err: initializing source docker://{0}: {1}; artifact err: get manifest: build image source: {1}")]
    public async Task The_runtime_wraps_the_error(RuntimeWords words, string expected)
    {
        const string Error = "pinging container registry registry.redhat.io: Get \"https://registry.redhat.io/v2/\": Proxy Authentication Required";
        await Incident.ResetAsync(new() { Kubelet = new() { RuntimeWords = words } });
        Incident.Registry.Break(Names.RedHatRegistry, RegistryErrors.ProxyAuthenticationRequired(Names.RedHatRegistry));
        Assert.Equal(string.Format(null, expected, Index, Error), await MessageAfterRestartAsync());
    }

    private async Task MirrorAsync(MirrorKind kind)
    {
        await Incident.AddMirrorsAsync(kind, Names.RedHatRegistry, [Mirror]);
        Incident.Planted.AddCredential("mirror's login", _login);
        Incident.Registry.AcceptOnly(Mirror, _login);
        Incident.Registry.Publish(Mirrored);
        Incident.Registry.Break(Names.RedHatRegistry, RegistryErrors.ConnectionRefused(Names.RedHatRegistry));
    }

    private async Task LinkAsync(string account, Dictionary<string, RegistryCredential> content)
    {
        await CreateSecretAsync(Marketplace, content, "mirror");
        var linked = await AccountAsync(Marketplace, account);
        linked.ImagePullSecrets = [.. linked.ImagePullSecrets ?? [], new V1LocalObjectReference { Name = "mirror" }];
        await Client.CoreV1.ReplaceNamespacedServiceAccountAsync(linked, account, Marketplace);
    }

    private async Task RestartAsync()
    {
        foreach (var pod in await Incident.PodsOfAsync(Names.PollingCatalog))
        {
            await Incident.DeletePodAsync(pod);
        }
    }

    private async Task<string> MessageAfterRestartAsync()
    {
        await RestartAsync();
        await Incident.WaitUntilSettledAsync();
        var pod = (await Incident.PodsOfAsync(Names.PollingCatalog))[0];
        var failed = (await Client.CoreV1.ListNamespacedEventAsync(Marketplace, fieldSelector: $"involvedObject.name={pod.Metadata.Name}")).Items
            .Single(each => each.Message.StartsWith("Failed to pull image", StringComparison.Ordinal)).Message;
        return failed[(failed.IndexOf("\": ", StringComparison.Ordinal) + 3)..];
    }
}
