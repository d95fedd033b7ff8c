using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.Tests.Propagation;

/// <summary>Whether a mirror, the image's own registry or the proxy refused (containers/image, docker_image_src.go).</summary>
public class ReadingPullsThroughMirrors
{
    private const string Image = "registry.redhat.io/redhat/redhat-operator-index:v4.16";
    private const string Initializing = "initializing source docker://" + Image + ": ";
    private const string Bastion = "[bastion.example.com:5000/redhat/redhat-operator-index:v4.16: reading manifest v4.16 in bastion.example.com:5000/redhat/redhat-operator-index: unauthorized: authentication required]";
    private const string Second = "[mirror.example.com/ocp/redhat-operator-index:v4.16: Requesting bearer token: invalid status code from registry 403 (Forbidden)]";
    private const string Empty = "[bastion.example.com:5000/redhat/redhat-operator-index:v4.16: reading manifest v4.16 in bastion.example.com:5000/redhat/redhat-operator-index: manifest unknown]";
    private const string Unreachable = "registry.redhat.io/redhat/redhat-operator-index:v4.16: pinging container registry registry.redhat.io: Get \"https://registry.redhat.io/v2/\": dial tcp 192.0.2.1:443: connect: connection refused";
    private const string Refused = "registry.redhat.io/redhat/redhat-operator-index:v4.16: unable to retrieve auth token: invalid username/password: unauthorized: Please login";

    [Theory]
    [InlineData(Initializing + "(Mirrors also failed: " + Bastion + "): " + Unreachable)]
    [InlineData("(Mirrors also failed: " + Bastion + "): " + Unreachable)]
    [InlineData("(Mirrors also failed: " + Bastion + "): registry.redhat.io/redhat/redhat-operator-index:v4.16: reading manifest v4.16 in registry.redhat.io/redhat/redhat-operator-index: manifest unknown")]
    [InlineData("(Mirrors also failed: " + Bastion + "): registry.redhat.io/redhat/redhat-operator-index:v4.16: registry registry.redhat.io is blocked in /etc/containers/registries.conf or /etc/containers/registries.conf.d")]
    [InlineData("(Mirrors also failed: " + Bastion + "): registry.redhat.io/redhat/redhat-operator-index:v4.16: pinging container registry registry.redhat.io: Get \"https://registry.redhat.io/v2/\": Proxy Authentication Required")]
    [InlineData("Failed to pull image \"" + Image + "\": unable to pull image or OCI artifact: pull image err: " + Initializing + "(Mirrors also failed: " + Bastion + "): " + Unreachable
        + "; artifact err: get manifest: build image source: (Mirrors also failed: " + Bastion + "): " + Unreachable)]
    [InlineData("[rpc error: code = Unknown desc = (Mirrors also failed: " + Bastion + "): " + Unreachable + ", rpc error: code = Unknown desc = (Mirrors also failed: " + Bastion + "): " + Unreachable + "]")]
    [InlineData("(Mirrors also failed: " + Bastion)]
    [InlineData("(Mirrors also failed: [bastion.example.com:5000/redhat/redhat-operator-index:v4.16: reading manifest v4.16 in bastion.example.com:5000/redhat/redhat-operator-index: unauthorized: authent")]
    // With NeverContactSource the mirror is the only endpoint, and then nothing is said of mirrors.
    [InlineData(Initializing + "reading manifest v4.16 in bastion.example.com:5000/redhat/redhat-operator-index: unauthorized: authentication required")]
    [InlineData(Initializing + "(Mirrors also failed: [other.example.com/a/b:1: pinging container registry other.example.com: Get \"https://other.example.com/v2/\": EOF]): bastion.example.com:5000/redhat/redhat-operator-index:v4.16: authentication required")]
    // OpenShift's image API
    [InlineData("Internal error occurred: [you may not have access to the container image \"bastion.example.com:5000/redhat/redhat-operator-index:v4.16\", registry.redhat.io/redhat/redhat-operator-index:v4.16: Get \"https://registry.redhat.io/v2/\": dial tcp 192.0.2.1:443: connect: connection refused]")]
    [InlineData("Internal error occurred: bastion.example.com:5000/redhat/redhat-operator-index:v4.16: denied: access forbidden")]
    public void A_mirror_that_alone_refuses_is_named(string message)
    {
        var error = PullErrorParser.Parse(message, Image);

        Assert.Equal((PullFailure.MirrorRefused, "bastion.example.com:5000"), (error.Failure, error.Endpoint));
        Assert.Equal(["bastion.example.com:5000"], error.Mirrors);
    }

    [Theory]
    [InlineData("(Mirrors also failed: " + Bastion + "\n" + Second + "): " + Unreachable)]
    [InlineData("(Mirrors also failed: " + Bastion + " " + Second + "): " + Unreachable)]
    [InlineData("(Mirrors also failed: " + Bastion + "\n" + Second)]
    public void Each_mirror_that_refuses_is_named(string message) =>
        Assert.Equal(["bastion.example.com:5000", "mirror.example.com"], PullErrorParser.Parse(message, Image).Mirrors);

    [Fact]
    public void Only_the_mirror_that_refuses_is_named() =>
        Assert.Equal(["mirror.example.com"], PullErrorParser.Parse("(Mirrors also failed: " + Empty + "\n" + Second + "): " + Unreachable, Image).Mirrors);

    [Theory]
    [InlineData("(Mirrors also failed: " + Bastion + "): " + Refused, new[] { "bastion.example.com:5000" })]
    [InlineData("(Mirrors also failed: " + Empty + "): " + Refused, new string[0])]
    [InlineData("[(Mirrors also failed: " + Empty + "): " + Unreachable + ", (Mirrors also failed: " + Empty + "): " + Refused + "]", new string[0])]
    // A mirror on the registry's own host gets the pod's credentials.
    [InlineData("(Mirrors also failed: [registry.redhat.io/other/index:v4.16: authentication required]): " + Unreachable, new string[0])]
    public void A_refusal_by_the_registry_itself_goes_first(string message, string[] mirrors)
    {
        var error = PullErrorParser.Parse(message, Image);

        Assert.Equal((PullFailure.Authentication, (string?)null), (error.Failure, error.Endpoint));
        Assert.Equal(mirrors, error.Mirrors);
    }

    [Fact]
    public void A_mirror_that_let_another_attempt_in_does_not_refuse() =>
        Assert.Equal(PullFailure.Other, PullErrorParser.Classify("[(Mirrors also failed: " + Bastion + "): " + Unreachable + ", (Mirrors also failed: " + Empty + "): " + Unreachable + "]", Image));

    [Theory]
    [InlineData("docker.io/lab/app:1", "reading manifest 1 in registry-1.docker.io/lab/app: unauthorized: authentication required")]
    [InlineData("docker.io/lab/app:1", "Error response from daemon: Head \"https://registry-1.docker.io/v2/lab/app/manifests/1\": unauthorized: incorrect username or password")]
    // A name without a host is tried in several registries, none of which is a mirror.
    [InlineData("lab/app:1", "reading manifest 1 in quay.io/lab/app: unauthorized: access to the requested resource is not authorized")]
    [InlineData("lab/app:1", "(Mirrors also failed: [bastion.example.com/lab/app:1: EOF]): docker.io/lab/app:1: requested access to the resource is denied")]
    // A token server is no mirror.
    [InlineData(Image, "Get \"https://sso.example.com/auth\": unauthorized: Please login")]
    public void The_registry_under_another_name_is_no_mirror(string image, string message) => Assert.Equal(PullFailure.Authentication, PullErrorParser.Classify(message, image));

    [Theory]
    [InlineData("pinging container registry registry.redhat.io: Get \"https://registry.redhat.io/v2/\": Proxy Authentication Required")]
    [InlineData("Requesting bearer token: Get \"https://sso.example.com/token?scope=pull\": Proxy Authentication Required")]
    [InlineData("pinging container registry registry.redhat.io: received unexpected HTTP status: 407 Proxy Authentication Required")]
    [InlineData("Error response from daemon: Get \"https://registry.redhat.io/v2/\": Proxy Authentication Required")]
    [InlineData("failed to pull and unpack image \"a\": failed to resolve reference \"a\": failed to do request: Head \"https://registry.redhat.io/v2/redhat/redhat-operator-index/manifests/v4.16\": Proxy Authentication Required")]
    [InlineData("Internal error occurred: registry.redhat.io/redhat/redhat-operator-index:v4.16: Get \"https://registry.redhat.io/v2/\": Proxy Authentication Required")]
    public void A_proxy_that_asks_for_a_login_is_not_the_registry(string message) =>
        Assert.Equal((PullFailure.ProxyRefused, (string?)null), (PullErrorParser.Parse(message, Image).Failure, PullErrorParser.Parse(message, Image).Endpoint));

    [Fact]
    public void A_registry_that_was_reached_although_the_proxy_refused_once_decides()
    {
        const string Proxy = "pinging container registry registry.redhat.io: Get \"https://registry.redhat.io/v2/\": Proxy Authentication Required";

        Assert.Equal(PullFailure.Authentication, PullErrorParser.Classify($"[{Proxy}, unable to retrieve auth token: invalid username/password: unauthorized: Please login]", Image));
        Assert.Equal(PullFailure.Other, PullErrorParser.Classify($"[{Proxy}, reading manifest v4.16 in registry.redhat.io/redhat/redhat-operator-index: manifest unknown]", Image));
    }
}
