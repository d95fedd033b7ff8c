using PostSoftwareHook.Propagation;
using PostSoftwareHook.Tests.Infra;

namespace PostSoftwareHook.Tests.Propagation;

public class MatchingImagesToRegistries
{
    [Theory]
    [InlineData("registry.redhat.io/redhat/redhat-operator-index:v4.18", "registry.redhat.io", "redhat/redhat-operator-index")]
    [InlineData("registry.redhat.io/ubi9@sha256:0123456789abcdef", "registry.redhat.io", "ubi9")]
    [InlineData("registry.redhat.io/ubi9:latest@sha256:0123456789abcdef", "registry.redhat.io", "ubi9")]
    [InlineData("quay.io/org/app", "quay.io", "org/app")]
    [InlineData("registry.example.com:5000/app:1", "registry.example.com:5000", "app")]
    [InlineData("localhost/app:1", "localhost", "app")]
    [InlineData("localhost:5000/app", "localhost:5000", "app")]
    [InlineData("nginx", "docker.io", "nginx")]
    [InlineData("nginx:1.27", "docker.io", "nginx")]
    [InlineData("library/nginx:1.27", "docker.io", "library/nginx")]
    [InlineData("docker.io/library/nginx", "docker.io", "library/nginx")]
    public void An_image_is_split_as_the_runtimes_split_it(string image, string host, string repository) =>
        Assert.Equal(new ImageReference(host, repository), ImageReference.Parse(image));

    [Theory]
    [InlineData("registry.redhat.io", "registry.redhat.io/ubi9:latest")]
    [InlineData("registry.redhat.io", "registry.redhat.io/ubi9@sha256:0123456789abcdef")]
    [InlineData("https://registry.redhat.io", "registry.redhat.io/ubi9")]
    [InlineData("http://registry.redhat.io/", "registry.redhat.io/ubi9")]
    [InlineData("quay.io/org", "quay.io/org/app:1")]
    [InlineData("quay.io/org/app", "quay.io/org/app:1")]
    [InlineData("registry.example.com:5000", "registry.example.com:5000/app")]
    [InlineData("*.example.com", "registry.example.com/app")]
    [InlineData("*.*.example.com", "a.b.example.com/app")]
    [InlineData("regis*.example.com:5000", "registry.example.com:5000/app")]
    [InlineData("https://registry.example.com/v2/", "registry.example.com/org/app")]
    [InlineData("https://registry.example.com/v1/", "registry.example.com/org/app")]
    [InlineData("https://registry.example.com/v2/org", "registry.example.com/org/app")]
    [InlineData("https://index.docker.io/v1/", "nginx")]
    [InlineData("https://index.docker.io/v1/", "docker.io/library/nginx:1.27")]
    [InlineData("index.docker.io", "bitnami/redis")]
    [InlineData("docker.io", "nginx:latest")]
    [InlineData("docker.io", "index.docker.io/library/nginx")]
    public void A_key_fits_an_image(string key, string image) => Assert.True(Make.Credentials(key).CanPull(image));

    [Theory]
    [InlineData("registry.redhat.io", "registry.access.redhat.com/ubi9")]
    [InlineData("registry.redhat.io", "registry.redhat.io:443/ubi9")]
    [InlineData("registry.example.com:5000", "registry.example.com/app")]
    [InlineData("registry.example.com:5000", "registry.example.com:5001/app")]
    [InlineData("quay.io/org", "quay.io/other/app")]
    [InlineData("quay.io/org/", "quay.io/organisation/app")]
    [InlineData("quay.io/org/app", "quay.io/org")]
    [InlineData("*.example.com", "example.com/app")]
    [InlineData("*.example.com", "a.b.example.com/app")]
    [InlineData("*", "quay.io/app")]
    [InlineData("quay.io", "nginx")]
    [InlineData("docker.io", "quay.io/docker.io/nginx")]
    [InlineData("https://registry.example.com/v3/", "registry.example.com/org/app")]
    public void A_key_does_not_fit_an_image(string key, string image) => Assert.False(Make.Credentials(key).CanPull(image));

    [Fact]
    public void No_credentials_pull_nothing() => Assert.False(new RegistryCredentials([]).CanPull("quay.io/app"));

    [Theory]
    [InlineData("quay.io", "quay.io")]
    [InlineData("quay.io/org", "quay.io")]
    [InlineData("https://index.docker.io/v1/", "index.docker.io")]
    [InlineData("registry.example.com:5000/org", "registry.example.com:5000")]
    public void The_host_of_a_key_has_its_port_but_neither_scheme_nor_path(string key, string host) => Assert.Equal(host, RegistryKey.HostOf(key));

    [Theory]
    [InlineData("quay.io", true)]
    [InlineData("quay.io/org", true)]
    [InlineData("cloud.openshift.com", false)]
    [InlineData("https://cloud.openshift.com/", false)]
    [InlineData("cloud.openshift.com.example.com", true)]
    public void All_but_the_telemetry_token_are_carried_over_by_default(string key, bool isAccepted) =>
        Assert.Equal(isAccepted, new Settings().Registries.Accepts(key));

    [Theory]
    [InlineData("quay.io/org", "quay.io", true)]
    [InlineData("quay.io/org", "quay.io/*", true)]
    [InlineData("quay.io", "quay.io/*", false)]
    [InlineData("registry.redhat.io", "*.redhat.io", true)]
    [InlineData("quay.io", "*.redhat.io", false)]
    public void A_pattern_fits_the_whole_key_or_its_host(string key, string pattern, bool isAccepted)
    {
        Assert.Equal(isAccepted, new RegistryFilter([new(pattern)], []).Accepts(key));
        Assert.Equal(!isAccepted, new RegistryFilter([new("*")], [new(pattern)]).Accepts(key));
    }

    [Theory]
    [InlineData("klusterlet*", "klusterlet-work-sa", true)]
    [InlineData("klusterlet*", "klusterlet", true)]
    [InlineData("klusterlet*", "not-klusterlet", false)]
    [InlineData("app-?", "app-1", true)]
    [InlineData("app-?", "app-10", false)]
    [InlineData("exact", "exact", true)]
    [InlineData("exact", "exactly", false)]
    [InlineData("a.b", "axb", false)]
    public void A_glob_knows_stars_and_question_marks_alone(string pattern, string name, bool fits) => Assert.Equal(fits, new Glob(pattern).Matches(name));

    [Theory]
    [InlineData("openshift-marketplace", true)]
    [InlineData("openshift-*", false)]
    [InlineData("app-?", false)]
    public void A_glob_without_wildcards_is_a_name(string pattern, bool isLiteral) => Assert.Equal(isLiteral, new Glob(pattern).IsLiteral);
}
