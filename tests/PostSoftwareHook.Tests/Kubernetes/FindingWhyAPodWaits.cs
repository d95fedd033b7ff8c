using PostSoftwareHook.Kubernetes;
using PostSoftwareHook.Propagation;
using k8s.Models;
using static PostSoftwareHook.Tests.Kubernetes.Answers;

namespace PostSoftwareHook.Tests.Kubernetes;

/// <summary>The status of a container and the events of its pod, of which the last that says why counts.</summary>
public class FindingWhyAPodWaits
{
    [Theory]
    [InlineData("ErrImagePull", true)]
    [InlineData("ImagePullBackOff", true)]
    [InlineData("InvalidImageName", true)]
    [InlineData("ErrImageNeverPull", true)]
    [InlineData("RegistryUnavailable", true)]
    [InlineData("SignatureValidationFailed", true)]
    [InlineData("illegal base64 data at input byte 0", true)]
    [InlineData("unable to parse auth field, must be formatted as base64(username:password)", true)]
    [InlineData("ContainerCreating", false)]
    [InlineData("CrashLoopBackOff", false)]
    [InlineData("CreateContainerConfigError", false)]
    [InlineData("PodInitializing", false)]
    public void Only_containers_that_wait_for_their_image_are_stuck(string reason, bool isStuck)
    {
        var pod = StuckPod(reason, "");

        Assert.Equal(isStuck, ApiObjectParser.IsStuck(Json(pod)));
        Assert.Equal(isStuck ? 1 : 0, Pod(pod).Stuck.Count);
    }

    [Fact]
    public void A_secret_that_can_not_be_decoded_is_told_by_the_reason_alone()
    {
        const string Words = "illegal base64 data at input byte 0";

        var pod = Pod(StuckPod(Words, Words), Failed($"Error: {Words}", 5));

        Assert.Equal((Words, Words, PullFailure.UnreadableSecret, (DateTimeOffset?)null), (pod.HeldBack!.Reason, pod.HeldBack.Message, pod.HeldBack.Failure, pod.HeldBack.FailedAt));
        Assert.Null(pod.NotReadyBecause);
    }

    [Theory]
    [InlineData("ImagePullBackOff", "Unknown")]
    [InlineData("ErrImagePull", "Unknown")]
    [InlineData("ErrImageNeverPull", "Other")]
    [InlineData("InvalidImageName", "Other")]
    [InlineData("ImageInspectError", "Other")]
    public void A_reason_without_a_message_says_why_or_does_not(string reason, string failure) => Assert.Equal(failure, Pod(StuckPod(reason, "")).Stuck.Single().Failure.ToString());

    [Fact]
    public void The_status_tells_where_it_says_why()
    {
        var stuck = Pod(StuckPod("ErrImagePull", "unauthorized: Please login"), Failed("Failed to pull image \"x\": manifest unknown", 5)).Stuck.Single();

        Assert.Equal(("main", Image, "ErrImagePull", "unauthorized: Please login", PullFailure.Authentication), (stuck.Name, stuck.Image, stuck.Reason, stuck.Message, stuck.Failure));
        Assert.Equal(Eight.AddMinutes(5), stuck.FailedAt);
    }

    [Fact]
    public void Where_the_status_backs_off_the_event_tells()
    {
        var stuck = Pod(StuckPod("ImagePullBackOff", $"Back-off pulling image \"{Image}\""), Failed($"Failed to pull image \"{Image}\": rpc error: code = Unknown desc = unauthorized: Please login", 5)).Stuck.Single();

        Assert.Equal(("unauthorized: Please login", PullFailure.Authentication, Eight.AddMinutes(5)), (stuck.Message, stuck.Failure, stuck.FailedAt));
    }

    [Fact]
    public void Of_several_events_the_last_that_says_why_tells()
    {
        var stuck = Pod(
            StuckPod("ImagePullBackOff", ""),
            Failed($"Failed to pull image \"{Image}\": i/o timeout", 1),
            Failed($"Failed to pull image \"{Image}\": unauthorized", 4),
            Failed($"Failed to pull image \"{Image}\": manifest unknown", 2),
            Failed("Error: ErrImagePull", 5),
            Failed("Error: ImagePullBackOff", 9)).Stuck.Single();

        Assert.Equal((PullFailure.Authentication, Eight.AddMinutes(4)), (stuck.Failure, stuck.FailedAt));
    }

    [Fact]
    public void Events_of_other_pods_and_containers_do_not_count()
    {
        var pod = StuckPod("ImagePullBackOff", "");

        Assert.Equal(PullFailure.Unknown, Pod(pod, Failed("Failed to pull image: unauthorized", 1, path: "spec.containers{other}")).Stuck.Single().Failure);
        Assert.Equal(PullFailure.Unknown, Pod(pod, Failed("Failed to pull image: unauthorized", 1, pod: "uid-of-another")).Stuck.Single().Failure);
        Assert.Equal(PullFailure.Unknown, Pod(pod, Failed("unauthorized to mount a volume", 1)).Stuck.Single().Failure);
    }

    [Fact]
    public void An_event_without_a_container_counts_if_it_names_the_image()
    {
        var pod = StuckPod("ImagePullBackOff", "");

        Assert.Equal(PullFailure.Authentication, Pod(pod, Failed($"Failed to pull image \"{Image}\": unauthorized", 1, path: null)).Stuck.Single().Failure);
        Assert.Equal(PullFailure.Unknown, Pod(pod, Failed("Failed to pull image \"other\": unauthorized", 1, path: null)).Stuck.Single().Failure);
    }

    [Theory]
    [InlineData("LastTimestamp")]
    [InlineData("Series")]
    [InlineData("EventTime")]
    [InlineData("FirstTimestamp")]
    public void The_time_of_an_event_stands_in_one_of_four_places(string place)
    {
        var time = Eight.AddMinutes(7).UtcDateTime;
        var failed = Failed("Failed to pull image: unauthorized", 0);
        failed.LastTimestamp = place == "LastTimestamp" ? time : null;
        failed.Series = place == "Series" ? new() { LastObservedTime = time } : null;
        failed.EventTime = place == "EventTime" ? time : null;
        failed.FirstTimestamp = place == "FirstTimestamp" ? time : null;

        Assert.Equal(Eight.AddMinutes(7), Pod(StuckPod("ImagePullBackOff", ""), failed).Stuck.Single().FailedAt);
    }

    [Fact]
    public void Init_containers_come_first()
    {
        var pod = StuckPod("ImagePullBackOff", "");
        pod.Spec.InitContainers = [new() { Name = "extract", Image = "quay.io/org/init:1" }];
        pod.Status.InitContainerStatuses = [Waiting("extract", "ErrImagePull", "unauthorized")];

        Assert.Equal([("extract", "quay.io/org/init:1"), ("main", Image)], Pod(pod).Stuck.Select(stuck => (stuck.Name, stuck.Image)));
    }

    [Fact]
    public void The_image_of_the_spec_counts_since_the_status_may_have_rewritten_it()
    {
        var pod = StuckPod("ImagePullBackOff", "");
        pod.Status.ContainerStatuses[0].Image = "docker.io/rewritten:1";

        Assert.Equal(Image, Pod(pod).Stuck.Single().Image);
    }

    [Fact]
    public void A_container_that_the_spec_does_not_have_is_read_from_the_status_alone()
    {
        var pod = StuckPod("ImagePullBackOff", "unauthorized");
        pod.Spec.Containers = [];
        pod.Status.ContainerStatuses[0].Image = "";

        Assert.Equal(("", PullFailure.Authentication), (Pod(pod).Stuck.Single().Image, Pod(pod).Stuck.Single().Failure));
    }

    [Fact]
    public void The_words_of_the_kubelet_are_cleaned() =>
        Assert.Equal("unauthorized: [31mred alert", Pod(StuckPod("ErrImagePull", "unauthorized: \u001b[31mred\nalert")).Stuck.Single().Message.Replace("  ", " ", StringComparison.Ordinal));
}
