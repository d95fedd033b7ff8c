using System.Net;
using k8s;

namespace PostSoftwareHook.ClusterTests.IncidentItself;

/// <summary>The incident's image API answers as openshift-apiserver does.</summary>
public sealed class TheImageApi(IncidentFixture fixture) : IncidentTests(fixture)
{
    private static readonly string Index = Images.Catalog("redhat-operators");

    [Fact]
    public async Task It_asks_the_registry_with_the_secrets_of_the_namespace()
    {
        var answer = await Client.LookUpAsync(Names.ConfigNamespace, Index);
        Assert.Equal("ImageStreamImport", answer.Text("kind"));
        Assert.Equal("Success", answer.OnlyStatus().Text("status"));
        Assert.StartsWith("sha256:", answer.GetProperty("status").GetProperty("images")[0].GetProperty("image").GetProperty("metadata").GetProperty("name").GetString(), StringComparison.Ordinal);
        Assert.Equal([new(Names.ConfigNamespace, Index, ControlPlaneUsers.Observer)], Incident.ImagesAsked);
    }

    [Fact]
    public async Task Without_a_secret_it_asks_with_the_nodes_file()
    {
        var refused = (await Client.LookUpAsync("default", Index)).OnlyStatus();
        Assert.Equal(("Failure", "InternalError", 500), (refused.Text("status"), refused.Text("reason"), refused.GetProperty("code").GetInt32()));
        Assert.Contains($"{Index}: Get \"https://registry.redhat.io/v2/redhat/redhat-operator-index/manifests/v4.20\": unauthorized: Please login", refused.Text("message"), StringComparison.Ordinal);

        await Incident.RollOutNodeConfigAsync();
        Assert.Equal("Success", (await Client.LookUpAsync("default", Index)).OnlyStatus().Text("status"));
    }

    [Fact]
    public async Task A_secret_that_matches_hides_the_nodes_file()
    {
        await Incident.RollOutNodeConfigAsync();
        await CreateSecretAsync("default", ImageLookups.PullSecretOf(Names.RedHatRegistry, StrangeCredential()));
        Assert.Equal("Failure", (await Client.LookUpAsync("default", Index)).OnlyStatus().Text("status"));
    }

    [Fact]
    public async Task A_registry_without_a_token_service_refuses_as_unauthorized()
    {
        var refused = (await Client.LookUpAsync("default", "registry.example.com/lab/app:1")).OnlyStatus();
        Assert.Equal(("Unauthorized", 401), (refused.Text("reason"), refused.GetProperty("code").GetInt32()));
        Assert.Equal("you may not have access to the container image \"registry.example.com/lab/app:1\"", refused.Text("message"));
    }

    [Fact]
    public async Task Dockers_registry_is_asked_again_without_the_secrets()
    {
        const string Image = "docker.io/lab/app:1";
        await CreateSecretAsync("default", ImageLookups.PullSecretOf("docker.io", StrangeCredential()));
        Assert.Equal($"incorrect username or password for image \"{Image}\"", (await Client.LookUpAsync("default", Image)).OnlyStatus().Text("message"));

        Incident.Registry.AllowAnonymous("docker.io/lab/");
        Incident.Registry.Publish(Image);
        Assert.Equal("Success", (await Client.LookUpAsync("default", Image)).OnlyStatus().Text("status"));
    }

    [Fact]
    public async Task Other_failures_are_told_in_their_words()
    {
        Incident.Registry.Break(Names.RedHatRegistry, RegistryErrors.NoSuchHost(Names.RedHatRegistry));
        var answer = await Client.LookUpAsync(Names.ConfigNamespace, Images.MissingTag, Index);
        var images = answer.GetProperty("status").GetProperty("images").EnumerateArray().Select(image => image.GetProperty("status")).ToList();
        Assert.Equal(("NotFound", $"dockerimage.image.openshift.io \"{Images.MissingTag}\" not found"), (images[0].Text("reason"), images[0].Text("message")));
        Assert.Equal(
            $"Internal error occurred: {Index}: Get \"https://registry.redhat.io/v2/\": dial tcp: lookup registry.redhat.io on 172.30.0.10:53: no such host",
            images[1].Text("message"));
    }

    [Fact]
    public async Task A_secret_that_cannot_be_decoded_spoils_the_answer()
    {
        await CreateSecretAsync("default", """{"auths":{"registry.example.com":{"auth":"@@@@"}}}""", name: "spoiled");
        var refused = (await Client.LookUpAsync("default", Index)).OnlyStatus();
        Assert.Equal($"Internal error occurred: {Index}: illegal base64 data at input byte 0", refused.Text("message"));
    }

    [Fact]
    public async Task Kube_apiserver_authorizes_the_request()
    {
        var stranger = new Kubernetes(KubernetesClientConfiguration.BuildConfigFromConfigFile(ControlPlane.Kubeconfigs.WithoutRights()));
        var (code, text) = await ImageLookups.RefusalAsync(stranger.LookUpAsync(Names.ConfigNamespace, Index));
        Assert.Equal(HttpStatusCode.Forbidden, code);
        Assert.Contains("cannot create resource \\\"imagestreamimports\\\" in API group \\\"image.openshift.io\\\"", text, StringComparison.Ordinal);
        Assert.Empty(Incident.ImagesAsked);
    }

    [Fact]
    public async Task Nobody_may_store()
    {
        var (code, _) = await ImageLookups.RefusalAsync(Client.ImportAsync(Names.ConfigNamespace, import: true, Index));
        Assert.Equal(HttpStatusCode.InternalServerError, code);
        Assert.Throws<AggregateException>(Incident.Faults.ThrowIfAny);
    }

    [Fact]
    public async Task A_request_without_images_is_invalid()
    {
        var (code, text) = await ImageLookups.RefusalAsync(Client.LookUpAsync(Names.ConfigNamespace));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, code);
        Assert.Contains("you must specify at least one image or a repository import", text, StringComparison.Ordinal);
    }
}
