using PostSoftwareHook.Propagation;
using PostSoftwareHook.Tests.Infra;

namespace PostSoftwareHook.Tests.Propagation.Diagnosing;

/// <summary>The cause of a refused or silent pod, by what the registry answered to whose credentials.</summary>
public class TellingTheCause
{
    private static readonly PodSnapshot Unlinked = Make.StuckPod("p");
    private static readonly PodSnapshot Silent = Make.StuckPod("p", message: $"Back-off pulling image \"{Make.Image}\"");
    private static readonly PodSnapshot Linked = Make.StuckPod("p", links: Make.SecretName);

    [Theory]
    [InlineData("None", "None", "LinkMissing")]
    [InlineData("None", "Refused", "LinkMissing")]
    [InlineData("None", "NoSuchImage", "LinkMissing")]
    [InlineData("None", "NoAnswer", "LinkMissing")]
    [InlineData("NoAnswer", "None", "LinkMissing")]
    [InlineData("NoAnswer", "NoAnswer", "LinkMissing")]
    [InlineData("Accepted", "None", "LinkMissing")]
    [InlineData("Accepted", "Refused", "LinkMissing")]
    [InlineData("Refused", "None", "CredentialsRejected")]
    [InlineData("Refused", "Refused", "CredentialsRejected")]
    [InlineData("NoSuchImage", "Refused", "NotAuthentication")]
    [InlineData("None", "Accepted", "TransientRefusal")]
    [InlineData("Accepted", "Accepted", "TransientRefusal")]
    [InlineData("Refused", "Accepted", "TransientRefusal")]
    public void A_refused_pod_without_the_link(string source, string node, string cause) => AssertCause(cause, Unlinked, source, node);

    [Theory]
    [InlineData("None", "LinkMissing")]
    [InlineData("Accepted", "LinkMissing")]
    [InlineData("Refused", "CredentialsRejected")]
    public void A_refusal_that_came_again_after_a_restart_is_not_transient(string source, string cause) =>
        AssertCause(cause, Unlinked, source, "Accepted", wasRestarted: true);

    [Theory]
    [InlineData("None", "None", "CredentialsRejected")]
    [InlineData("NoSuchImage", "None", "CredentialsRejected")]
    [InlineData("NoAnswer", "NoAnswer", "CredentialsRejected")]
    [InlineData("Refused", "Refused", "CredentialsRejected")]
    [InlineData("Accepted", "Refused", "TransientRefusal")]
    [InlineData("None", "Accepted", "TransientRefusal")]
    public void A_refused_pod_with_an_equal_copy(string source, string node, string cause) => AssertCause(cause, Linked, source, node, copy: Make.Copy());

    [Fact]
    public void What_the_registry_accepts_and_refuses_again_after_a_restart_is_rejected() =>
        AssertCause("CredentialsRejected", Linked, "Accepted", "Accepted", wasRestarted: true, copy: Make.Copy());

    [Theory]
    [InlineData("None", "CopyStale")]
    [InlineData("Accepted", "CopyStale")]
    [InlineData("Refused", "CredentialsRejected")]
    public void A_copy_is_renewed_only_with_credentials_that_are_not_refused(string source, string cause) =>
        AssertCause(cause, Linked, source, "None", copy: Make.Copy(credentials: Make.Credentials(("registry.redhat.io", "old"))));

    [Fact]
    public void A_stale_copy_is_one_even_while_the_node_could_pull() =>
        AssertCause("CopyStale", Linked, "Accepted", "Accepted", copy: Make.Copy(credentials: Make.Credentials(("registry.redhat.io", "old"))));

    [Theory]
    [InlineData("None", "None", "Unknown")]
    [InlineData("Accepted", "None", "Unknown")]
    [InlineData("Refused", "None", "Unknown")]
    [InlineData("NoSuchImage", "None", "NotAuthentication")]
    [InlineData("NoSuchImage", "NoAnswer", "NotAuthentication")]
    [InlineData("None", "NoSuchImage", "NotAuthentication")]
    [InlineData("Accepted", "NoSuchImage", "NotAuthentication")]
    [InlineData("NoAnswer", "None", "Unknown")]
    [InlineData("None", "NoAnswer", "Unknown")]
    [InlineData("Accepted", "NoAnswer", "Unknown")]
    [InlineData("None", "Accepted", "TransientRefusal")]
    [InlineData("None", "Refused", "LinkMissing")]
    [InlineData("Accepted", "Refused", "LinkMissing")]
    [InlineData("Refused", "Refused", "CredentialsRejected")]
    public void Of_a_silent_pod_the_registry_tells(string source, string node, string cause) => AssertCause(cause, Silent, source, node);

    [Fact]
    public void A_silent_pod_whose_registry_the_source_lacks_misses_an_entry_once_the_nodes_are_refused()
    {
        var pod = Make.StuckPod("p", message: "", image: "nvcr.io/lab/app:1");

        Assert.Equal(Verdict.SourceMissingRegistry, Make.Examine(pod, findings: Answered.By(Answered.Refused(AskedWith.Node, "nvcr.io/lab/app:1")))!.Verdict);
        Assert.Equal(Verdict.Unknown, Make.Examine(pod)!.Verdict);
    }

    [Fact]
    public void Who_was_asked_and_what_the_registry_said_is_told()
    {
        Assert.Equal(
            $"the registry refused the pod, but accepts the node's credentials now (asked {Answered.Through}); ImagePullBackOff on {Make.Image}",
            Cause(Unlinked, Answered.Accepted(AskedWith.Node)));
        Assert.Equal(
            $"the registry refuses the source's credentials (asked {Answered.Through}: {Answered.Refusal}); ImagePullBackOff on {Make.Image}",
            Cause(Unlinked, Answered.Refused(AskedWith.Source)));
        Assert.Equal(
            $"with the source's credentials the registry says that there is no such image (asked {Answered.Through}: manifest unknown); ImagePullBackOff on {Make.Image}",
            Cause(Unlinked, Answered.NoSuchImage(AskedWith.Source)));
        Assert.Equal(
            $"neither the status nor an event says why; the registry was asked {Answered.Through}, and says: manifest unknown; ImagePullBackOff on {Make.Image}",
            Cause(Silent, Answered.NoSuchImage(AskedWith.Node)));
        Assert.Equal(
            $"neither the status nor an event says why; the registry was asked {Answered.Through}, which led to: i/o timeout; ImagePullBackOff on {Make.Image}",
            Cause(Silent, Answered.NoAnswer(AskedWith.Node)));
    }

    [Fact]
    public void The_answer_for_another_image_of_the_registry_counts_unless_it_is_about_that_image()
    {
        const string Another = "registry.redhat.io/ubi9:1";

        Assert.Equal(Verdict.CredentialsRejected, Judge(Unlinked, Answered.Refused(AskedWith.Source, Another)));
        Assert.Equal(Verdict.LinkMissing, Judge(Unlinked, Answered.NoSuchImage(AskedWith.Source, Another)));
        Assert.Equal(Verdict.LinkMissing, Judge(Unlinked, Answered.Refused(AskedWith.Source, "quay.io/lab/app:1")));
        Assert.Equal(Verdict.NotAuthentication, Judge(Unlinked, Answered.Accepted(AskedWith.Source, Another), Answered.NoSuchImage(AskedWith.Source)));
    }

    [Fact]
    public void A_limit_of_Docker_Hub_for_those_without_a_login_is_hinted_at()
    {
        const string Limit = "toomanyrequests: You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit";

        var diagnosis = Make.Examine(Make.StuckPod("p", message: Limit, image: "docker.io/library/nginx:1"))!;

        Assert.Equal(Verdict.NotAuthentication, diagnosis.Verdict);
        Assert.StartsWith("Docker Hub limits pulls without a login; a login for docker.io in the source helps; ", diagnosis.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void A_proxy_that_asks_for_a_login_is_no_registry()
    {
        var diagnosis = Make.Examine(Make.StuckPod("p", message: Make.ProxyRefused), findings: Answered.By(Answered.Accepted(AskedWith.Source), Answered.Accepted(AskedWith.Node)))!;

        Assert.Equal(Verdict.ProxyRefused, diagnosis.Verdict);
        Assert.StartsWith("the cluster's proxy asks for a login, so no registry was reached; ", diagnosis.Cause, StringComparison.Ordinal);
    }

    private static string Cause(PodSnapshot pod, params IReadOnlyList<RegistryAnswer> answers) => Make.Examine(pod, findings: Answered.By(answers))!.Cause;

    private static Verdict Judge(PodSnapshot pod, params IReadOnlyList<RegistryAnswer> answers) => Make.Examine(pod, findings: Answered.By(answers))!.Verdict;

    private static void AssertCause(string cause, PodSnapshot pod, string source, string node, bool wasRestarted = false, PullSecret? copy = null)
    {
        var findings = Answered.By([.. Answered.Of(AskedWith.Source, source), .. Answered.Of(AskedWith.Node, node)]);

        Assert.Equal(cause, Make.Examine(pod, Make.Namespace() with { Secret = copy }, findings: findings, wasRestarted: wasRestarted)!.Verdict.ToString());
    }
}
