using System.Text;
using PostSoftwareHook.Propagation;
using PostSoftwareHook.Tests.Infra;

namespace PostSoftwareHook.Tests.Propagation.Diagnosing;

/// <summary>No link reaches a pod whose template names its own pull secrets; RHACM's own comes from the hub.</summary>
public class PodsWithTheirOwnSecrets
{
    private static readonly PodSnapshot Pod = Make.StuckPod("p", links: "team");
    private static readonly PodSnapshot Agent = Make.StuckPod("p", links: Findings.AgentSecretName);

    [Fact]
    public void They_are_named()
    {
        var diagnosis = Make.Examine(Pod, findings: Findings.None.WithTemplate(Pod, "team", "other"))!;

        Assert.Equal(Verdict.OwnPullSecrets, diagnosis.Verdict);
        Assert.Equal(
            $"the template of its ReplicaSet/owner-of-p names its own imagePullSecrets, team, other, so no link reaches the pod; ImagePullBackOff on {Make.Image}",
            diagnosis.Cause);
    }

    [Theory]
    [InlineData("Accepted")]
    [InlineData("Refused")]
    [InlineData("NoSuchImage")]
    public void Whatever_the_registry_says_of_the_source(string answer) =>
        Assert.Equal(Verdict.OwnPullSecrets, Make.Examine(Pod, findings: Answered.By(Answered.Of(AskedWith.Source, answer)).WithTemplate(Pod, "team"))!.Verdict);

    [Fact]
    public void And_whether_the_source_has_the_registry_or_not()
    {
        var pod = Make.StuckPod("p", image: "nvcr.io/lab/app:1", links: "team");

        Assert.Equal(Verdict.OwnPullSecrets, Make.Examine(pod, findings: Findings.None.WithTemplate(pod, "team"))!.Verdict);
    }

    [Fact]
    public void Where_the_nodes_are_accepted_a_restart_helps_and_after_that_nothing_of_ours()
    {
        var findings = Answered.By(Answered.Accepted(AskedWith.Node)).WithTemplate(Pod, "team");

        Assert.Equal(Verdict.TransientRefusal, Make.Examine(Pod, findings: findings)!.Verdict);
        Assert.Equal(Verdict.OwnPullSecrets, Make.Examine(Pod, findings: findings, wasRestarted: true)!.Verdict);
    }

    [Fact]
    public void A_template_that_names_none_or_ours_or_was_not_read_is_no_obstacle()
    {
        Assert.Equal(Verdict.LinkMissing, Make.Examine(Pod, findings: Findings.None.WithTemplate(Pod))!.Verdict);
        Assert.Equal(Verdict.LinkMissing, Make.Examine(Pod, findings: Findings.None.WithTemplate(Pod, "team", Make.SecretName))!.Verdict);
        Assert.Equal(Verdict.LinkMissing, Make.Examine(Pod)!.Verdict);
        Assert.Equal(Verdict.LinkMissing, Make.Examine(Pod, findings: Findings.None.WithTemplate(Make.StuckPod("another"), "team"))!.Verdict);
    }

    [Fact]
    public void RHACMs_secret_that_is_not_there_is_said() => AssertAgent("isn't there", null);

    [Fact]
    public void RHACMs_secret_that_is_empty_is_said() => AssertAgent("is empty: the hub has no pull secret for this cluster", Make.Copy(credentials: Make.Credentials(Array.Empty<string>())));

    /// <summary>What an import writes where the hub has no pull secret (managedcluster-import-controller, pkg/bootstrap/imagepullsecret.go).</summary>
    [Fact]
    public void The_content_that_the_hub_sends_for_want_of_one_is_empty()
    {
        var read = DockerConfig.Parse(Encoding.UTF8.GetBytes("{}"), Make.Everything);

        AssertAgent("is empty: the hub has no pull secret for this cluster", Make.Copy() with { Credentials = read.Credentials, Problem = read.Problem });
    }

    [Fact]
    public void What_RHACMs_secret_lacks_is_said() =>
        AssertAgent("has no entry for registry.redhat.io, only for nvcr.io, quay.io", Make.Copy(credentials: Make.Credentials("quay.io", "nvcr.io")));

    [Fact]
    public void What_RHACMs_secret_has_is_refused() =>
        AssertAgent("has an entry for registry.redhat.io, which the registry refuses", Make.Copy(credentials: Make.Credentials("registry.redhat.io")));

    [Fact]
    public void An_entry_is_found_as_the_kubelet_finds_it() =>
        AssertAgent("has an entry for registry.redhat.io, which the registry refuses", Make.Copy(credentials: Make.Credentials("https://*.redhat.io/v1/")));

    [Fact]
    public void Why_RHACMs_secret_can_not_be_read_is_said() =>
        AssertAgent("is not JSON (line 1, byte 0)", Make.Copy() with { Credentials = null, Problem = "is not JSON (line 1, byte 0)" });

    [Fact]
    public void A_secret_that_the_kubelet_does_not_use_is_said() => AssertAgent("has type Opaque", Make.Copy() with { Type = "Opaque" });

    [Fact]
    public void The_one_to_repair_is_RHACMs_or_else_the_first()
    {
        Assert.Equal(Findings.AgentSecretName, Make.Examine(Pod, findings: Findings.None.WithTemplate(Pod, "team", Findings.AgentSecretName))!.Secret);
        Assert.Equal("team", Make.Examine(Pod, findings: Findings.None.WithTemplate(Pod, "team", "other"))!.Secret);
        Assert.Null(Make.Examine(Pod)!.Secret);
    }

    [Fact]
    public void Of_RHACMs_secret_that_was_not_read_nothing_is_said()
    {
        var diagnosis = Make.Examine(Agent, findings: Findings.None.WithTemplate(Agent, Findings.AgentSecretName).WithAgentSecret(null, "another-namespace"))!;

        Assert.Contains($"{Findings.AgentSecretName}, so no link reaches the pod; ImagePullBackOff", diagnosis.Cause, StringComparison.Ordinal);
    }

    private static void AssertAgent(string state, PullSecret? secret)
    {
        var diagnosis = Make.Examine(Agent, findings: Findings.None.WithTemplate(Agent, Findings.AgentSecretName).WithAgentSecret(secret))!;

        Assert.Equal(Verdict.OwnPullSecrets, diagnosis.Verdict);
        Assert.Equal(
            $"the template of its ReplicaSet/owner-of-p names its own imagePullSecrets, {Findings.AgentSecretName}, so no link reaches the pod; {Findings.AgentSecretName} {state}; ImagePullBackOff on {Make.Image}",
            diagnosis.Cause);
    }
}
