using PostSoftwareHook.Propagation;
using PostSoftwareHook.Tests.Infra;

namespace PostSoftwareHook.Tests.Propagation;

public class JudgingStuckPods
{
    private static readonly PodSnapshot Linked = Make.StuckPod("p", links: Make.SecretName);

    [Fact]
    public void A_well_pod_is_not_judged() => Assert.Null(Judge(Make.WellPod("p")));

    [Fact]
    public void A_pod_that_waits_for_something_else_is_not_judged() => Assert.Null(Judge(Make.WellPod("p") with { IsReadyOrCompleted = false }));

    [Fact]
    public void A_pod_that_is_being_deleted_is_not_judged() => Assert.Null(Judge(Make.StuckPod("p") with { IsTerminating = true }));

    [Fact]
    public void A_pod_without_the_secret_lacks_the_link()
    {
        var diagnosis = Judge(Make.StuckPod("p", links: "other"), Make.Copy())!;

        Assert.Equal(Verdict.LinkMissing, diagnosis.Verdict);
        Assert.Equal("the pod doesn't carry pull-secret; ImagePullBackOff on registry.redhat.io/redhat/redhat-operator-index:v4.18", diagnosis.Cause);
        Assert.Equal($"{diagnosis.Cause}: {Make.Unauthorized}", diagnosis.Message);
    }

    [Fact]
    public void A_pod_that_carries_a_secret_that_is_not_there_has_a_stale_copy()
    {
        var diagnosis = Judge(Linked)!;

        Assert.Equal(Verdict.CopyStale, diagnosis.Verdict);
        Assert.StartsWith("the pod carries pull-secret, which isn't there; ", diagnosis.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pod_that_carries_another_content_has_a_stale_copy()
    {
        var diagnosis = Judge(Linked, Make.Copy(credentials: Make.Credentials(("registry.redhat.io", "old"))))!;

        Assert.Equal(Verdict.CopyStale, diagnosis.Verdict);
        Assert.StartsWith("the pod carries pull-secret, which differs from the source; ", diagnosis.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pod_that_carries_an_unreadable_copy_has_a_stale_copy() =>
        Assert.Equal(Verdict.CopyStale, Judge(Linked, Make.Copy() with { Credentials = null, Problem = "is not JSON" })!.Verdict);

    [Fact]
    public void A_secret_of_another_type_is_no_copy_to_the_kubelet() => Assert.Equal(Verdict.CopyStale, Judge(Linked, Make.Copy() with { Type = "Opaque" })!.Verdict);

    [Fact]
    public void A_pod_that_has_not_tried_since_the_copy_was_renewed_has_a_stale_copy()
    {
        var diagnosis = Judge(Linked, Make.Copy() with { DataChangedAt = Make.Start.AddSeconds(1) })!;

        Assert.Equal(Verdict.CopyStale, diagnosis.Verdict);
        Assert.Contains("hasn't tried since that was renewed", diagnosis.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_an_event_the_age_of_the_pod_tells_whether_it_tried_since()
    {
        var untold = Linked with { Stuck = [Linked.Stuck[0] with { FailedAt = null }] };
        var copy = Make.Copy() with { DataChangedAt = Make.Start.AddSeconds(1) };

        Assert.Equal(Verdict.CopyStale, Judge(untold, copy)!.Verdict);
        Assert.Equal(Verdict.CredentialsRejected, Judge(untold with { CreatedAt = Make.Start.AddSeconds(1) }, copy)!.Verdict);
    }

    [Fact]
    public void A_pod_that_failed_with_an_equal_secret_is_rejected()
    {
        var diagnosis = Judge(Linked, Make.Copy())!;

        Assert.Equal(Verdict.CredentialsRejected, diagnosis.Verdict);
        Assert.StartsWith("the pod carries pull-secret, equal to the source, and the registry refuses it; ", diagnosis.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_with_more_registries_counts_as_equal() =>
        Assert.Equal(Verdict.CredentialsRejected, Judge(Linked, Make.Foreign(credentials: Make.Credentials("quay.io", "registry.redhat.io", "extra.example.com")))!.Verdict);

    [Fact]
    public void A_secret_with_more_registries_that_will_be_made_exact_is_stale()
    {
        var more = Make.Credentials("quay.io", "registry.redhat.io", "extra.example.com");

        Assert.Equal(Verdict.CopyStale, Judge(Linked, Make.Copy(credentials: more))!.Verdict);
        Assert.Equal(Verdict.CopyStale, Make.Examine(Linked, Make.Namespace() with { Secret = Make.Foreign(credentials: more) }, new() { Force = true })!.Verdict);
    }

    [Fact]
    public void An_image_whose_registry_the_source_does_not_know_misses_an_entry()
    {
        var diagnosis = Judge(Make.StuckPod("p", image: "nvcr.io/nvidia/app:1", links: Make.SecretName), Make.Copy())!;

        Assert.Equal(Verdict.SourceMissingRegistry, diagnosis.Verdict);
        Assert.Equal("the source has no entry for nvcr.io; ImagePullBackOff on nvcr.io/nvidia/app:1", diagnosis.Cause);
    }

    [Fact]
    public void Another_cause_is_told_in_the_words_of_the_kubelet()
    {
        var diagnosis = Judge(Make.StuckPod("p", message: Make.NotFound))!;

        Assert.Equal(Verdict.NotAuthentication, diagnosis.Verdict);
        Assert.Equal($"ImagePullBackOff on {Make.Image}: {Make.NotFound}", diagnosis.Message);
    }

    [Fact]
    public void A_pod_of_which_nothing_says_why_is_unknown()
    {
        var diagnosis = Judge(Make.StuckPod("p", message: $"Back-off pulling image \"{Make.Image}\""))!;

        Assert.Equal(Verdict.Unknown, diagnosis.Verdict);
        Assert.Equal($"neither the status nor an event says why; ImagePullBackOff on {Make.Image}", diagnosis.Message);
    }

    [Fact]
    public void Of_several_containers_the_one_that_authentication_holds_back_tells()
    {
        var pod = Make.StuckPod("p") with { Stuck = [Make.Stuck("one", Make.NotFound), Make.Stuck("two", Make.Unauthorized), Make.Stuck("three", "")] };

        var diagnosis = Judge(pod)!;

        Assert.Equal(Verdict.LinkMissing, diagnosis.Verdict);
        Assert.Equal("two", diagnosis.Container.Name);
    }

    [Fact]
    public void A_pod_is_unknown_if_one_of_its_containers_is()
    {
        var pod = Make.StuckPod("p") with { Stuck = [Make.Stuck("one", Make.NotFound), Make.Stuck("two", "")] };

        Assert.Equal((Verdict.Unknown, "two"), (Judge(pod)!.Verdict, Judge(pod)!.Container.Name));
    }

    [Fact]
    public void A_copy_of_ours_that_the_kubelet_can_not_decode_is_stale()
    {
        var diagnosis = Judge(Undecodable(Make.SecretName), Make.Copy() with { Credentials = null, Problem = "has an entry \"quay.io\" whose auth is not base64" })!;

        Assert.Equal(Verdict.CopyStale, diagnosis.Verdict);
        Assert.StartsWith("the pod carries pull-secret, which the kubelet can't decode: it has an entry \"quay.io\" whose auth is not base64; ", diagnosis.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pod_that_has_not_tried_since_the_unreadable_copy_was_renewed_has_a_stale_copy()
    {
        var copy = Make.Copy() with { DataChangedAt = Make.Start.AddSeconds(1) };

        Assert.Equal(Verdict.CopyStale, Judge(Undecodable(Make.SecretName), copy)!.Verdict);
        Assert.Equal(Verdict.PullSecretUnreadable, Judge(Undecodable(Make.SecretName, "other") with { CreatedAt = Make.Start.AddSeconds(1) }, copy)!.Verdict);
    }

    [Fact]
    public void A_secret_of_our_name_that_is_not_ours_and_can_not_be_decoded_is_named()
    {
        var secret = Make.Foreign() with { Credentials = null, Problem = "has an entry \"quay.io\" whose auth is not base64" };
        var diagnosis = Judge(Undecodable("other", Make.SecretName), secret)!;

        Assert.Equal((Verdict.PullSecretUnreadable, Make.SecretName), (diagnosis.Verdict, diagnosis.Secret));
        Assert.StartsWith(
            "the pod carries the secret openshift-marketplace/pull-secret, which isn't ours, and the kubelet can't decode it: it has an entry \"quay.io\" whose auth is not base64; ",
            diagnosis.Cause, StringComparison.Ordinal);
        Assert.Equal(Verdict.CopyStale, Make.Examine(Undecodable(Make.SecretName), Make.Namespace() with { Secret = secret }, new() { Force = true })!.Verdict);
    }

    [Theory]
    [InlineData("the kubelet can't decode the pod's pull secret openshift-marketplace/team; ", "team", "team", "default-dockercfg-x7k2p", Make.SecretName)]
    [InlineData("the kubelet can't decode one of the pod's pull secrets in openshift-marketplace: team, other; ", "team", "team", "other")]
    [InlineData("the kubelet can't decode the pod's pull secret openshift-marketplace/default-dockercfg-x7k2p; ", "default-dockercfg-x7k2p", "default-dockercfg-x7k2p")]
    [InlineData("the kubelet can't decode a pull secret of the pod; ", null)]
    public void Where_the_secret_of_our_name_is_good_the_others_are_named(string cause, string? first, params string[] links)
    {
        var diagnosis = Judge(Undecodable(links), Make.Copy())!;

        Assert.Equal((Verdict.PullSecretUnreadable, first), (diagnosis.Verdict, diagnosis.Secret));
        Assert.StartsWith(cause, diagnosis.Cause, StringComparison.Ordinal);
        Assert.EndsWith("illegal base64 data at input byte 0", diagnosis.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unreadable_secret_leads_before_a_refusal_and_before_a_registry_that_the_source_lacks()
    {
        var pod = Undecodable("team") with { Stuck = [Make.Stuck("one", Make.Unauthorized, "nvcr.io/app:1"), Undecodable().Stuck[0]] };

        Assert.Equal(Verdict.PullSecretUnreadable, Judge(pod)!.Verdict);
    }

    private static PodSnapshot Undecodable(params string[] links) => Make.StuckPod("p", message: "illegal base64 data at input byte 0", links: links);

    private static PodDiagnosis? Judge(PodSnapshot pod, PullSecret? copy = null) =>
        Make.Examine(pod, Make.Namespace() with { Secret = copy });
}
