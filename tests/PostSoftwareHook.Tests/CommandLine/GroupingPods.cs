using PostSoftwareHook.CommandLine.Output;
using PostSoftwareHook.Propagation;
using PostSoftwareHook.Tests.Infra;

namespace PostSoftwareHook.Tests.CommandLine;

/// <summary>Pods that wait for the same reason are one line, however their images are called.</summary>
public class GroupingPods
{
    private const string Refused = "initializing source docker://{0}: unable to retrieve auth token: invalid username/password: unauthorized: Please login";

    [Fact]
    public void Four_catalogs_with_one_cause_are_one_group()
    {
        var groups = Groups(["redhat-operator", "certified-operator", "community-operator", "redhat-marketplace"], name => $"registry.redhat.io/redhat/{name}-index:v4.20", Refused);

        Assert.Equal("4 pods in openshift-marketplace can't pull from registry.redhat.io: the pull secret isn't linked.", Assert.Single(groups).Sentence);
    }

    [Fact]
    public void Registries_are_told_apart() => Assert.Equal(2, Groups(["quay.io", "registry.redhat.io"], host => $"{host}/lab/app:1", Refused).Count);

    [Fact]
    public void What_hinders_heal_is_the_reason_and_is_told_apart()
    {
        var pods = Diagnoses(["a", "b", "c"], _ => Make.Image, Refused);

        var groups = PodGroup.Of(pods, pod => pod.Pod.Name == "a" ? "CatalogSource/a was restarted 2 times already" : null);

        Assert.Equal(
            ["1 pod in openshift-marketplace can't pull from registry.redhat.io: CatalogSource/a was restarted 2 times already.", "2 pods in openshift-marketplace can't pull from registry.redhat.io: the pull secret isn't linked."],
            groups.Select(group => group.Sentence));
    }

    [Theory]
    [InlineData("illegal base64 data at input byte 0", "The kubelet says: illegal base64 data at input byte 0")]
    [InlineData("Back-off pulling image \"registry.redhat.io/a:1\"", "The registry's message is no longer known.")]
    [InlineData("unauthorized", "The registry says: unauthorized")]
    public void Whose_words_they_are_is_said(string message, string words) => Assert.Equal(words, Assert.Single(Groups(["a"], _ => "registry.redhat.io/a:1", message)).RegistrysWords);

    [Fact]
    public void What_CRIO_says_of_the_image_and_again_of_the_artifact_is_said_once() =>
        Assert.Equal("reading manifest: unauthorized", PullErrorParser.Shorten(
            "Failed to pull image \"a\": rpc error: code = Unknown desc = unable to pull image or OCI artifact: pull image err: reading manifest: unauthorized; artifact err: reading manifest: unauthorized"));

    [Fact]
    public void Where_the_two_differ_both_are_said() =>
        Assert.Equal(
            "unable to pull image or OCI artifact: pull image err: unauthorized; artifact err: no such artifact",
            PullErrorParser.Shorten("unable to pull image or OCI artifact: pull image err: unauthorized; artifact err: no such artifact"));

    private static IReadOnlyList<PodGroup> Groups(string[] names, Func<string, string> image, string message) => PodGroup.Of(Diagnoses(names, image, message));

    private static IReadOnlyList<PodDiagnosis> Diagnoses(string[] names, Func<string, string> image, string message) =>
        Make.Round(Make.Namespace() with
        {
            Pods = [.. names.Select(name => Make.StuckPod(name, image: image(name), message: string.Format(System.Globalization.CultureInfo.InvariantCulture, message, image(name))))],
        }).Diagnosis!.Pods;
}
