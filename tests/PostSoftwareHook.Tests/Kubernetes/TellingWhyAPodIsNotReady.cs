using System.Text.Json;
using PostSoftwareHook.Kubernetes;
using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.Tests.Kubernetes;

/// <summary>A pod that isn't Ready says why in its own status; whoever waits for it is told.</summary>
public class TellingWhyAPodIsNotReady
{
    [Theory]
    [InlineData("CreateContainerError", "context deadline exceeded", "is not Ready yet: CreateContainerError: context deadline exceeded")]
    [InlineData("CreateContainerConfigError", "secret \"db\" not found", "is not Ready yet: CreateContainerConfigError: secret \"db\" not found")]
    [InlineData("CrashLoopBackOff", "", "is not Ready yet: CrashLoopBackOff")]
    [InlineData("ContainerCreating", "", "is not Ready yet")]
    [InlineData("PodInitializing", "", "is not Ready yet")]
    [InlineData("ImagePullBackOff", "Back-off pulling image", "is not Ready yet")] // told as a pull that failed
    public void A_container_that_waits_says_why(string reason, string message, string said) => Assert.Equal(said, Pod($$"""
        "containerStatuses": [
          {"name": "ready", "state": {"running": {} } },
          {"name": "waits", "state": {"waiting": {"reason": "{{reason}}", "message": {{JsonSerializer.Serialize(message)}} } } }
        ]
        """).NotReadyYet);

    [Fact]
    public void An_init_container_that_waits_says_why() => Assert.Equal("is not Ready yet: CrashLoopBackOff", Pod("""
        "initContainerStatuses": [ {"name": "unpack", "state": {"waiting": {"reason": "CrashLoopBackOff"} } } ],
        "containerStatuses": [ {"name": "main", "state": {"waiting": {"reason": "PodInitializing"} } } ]
        """).NotReadyYet);

    [Fact]
    public void A_pod_that_can_not_be_scheduled_says_why() => Assert.Equal("is not Ready yet: Unschedulable: 0/1 nodes are available: 1 Insufficient memory.", Pod("""
        "conditions": [ {"type": "PodScheduled", "status": "False", "reason": "Unschedulable", "message": "0/1 nodes are available: 1 Insufficient memory."} ]
        """).NotReadyYet);

    [Fact]
    public void A_pod_that_says_nothing_is_just_not_ready() => Assert.Equal("is not Ready yet", Pod("""
        "conditions": [ {"type": "PodScheduled", "status": "True"} ]
        """).NotReadyYet);

    private static PodSnapshot Pod(string status) => ApiObjectParser.Pod(
        JsonDocument.Parse($$"""{"metadata": {"name": "p", "uid": "u"}, "status": {"phase": "Pending", {{status}} } }""").RootElement,
        Array.Empty<PullEvent>().ToLookup(e => e.Pod));
}
