using PostSoftwareHook.Propagation;
using PostSoftwareHook.Tests.Infra;

namespace PostSoftwareHook.Tests.Propagation.Diagnosing;

/// <summary>A mirror sees the node's credentials alone, so no copy helps; what matters is whether the source has it.</summary>
public class MirrorsThatRefuse
{
    private const string Mirror = "bastion.example.com:5000";
    private const string Words =
        $"(Mirrors also failed: [{Mirror}/redhat/redhat-operator-index:v4.16: reading manifest v4.16 in {Mirror}/redhat/redhat-operator-index: unauthorized: authentication required]): "
        + "registry.redhat.io/redhat/redhat-operator-index:v4.16: pinging container registry registry.redhat.io: Get \"https://registry.redhat.io/v2/\": dial tcp 192.0.2.1:443: connect: connection refused";

    private static readonly PodSnapshot Pod = Make.StuckPod("p", message: Words);

    [Fact]
    public void The_mirror_is_named_and_that_the_source_lacks_it() =>
        AssertCause($"the mirror {Mirror} refuses the nodes' credentials, and the source has no entry for it; ", Findings.None);

    [Theory]
    [InlineData(Mirror)]
    [InlineData($"{Mirror}/redhat")]
    public void The_set_that_names_it_is_told(string mirror) =>
        AssertCause(
            $"the mirror {Mirror} of imagedigestmirrorset redhat refuses the nodes' credentials, and the source has no entry for it; ",
            Findings.None with { MirrorSets = [new("imagetagmirrorset", "other", [$"{Mirror}1/redhat", "other.example.com"]), new("imagedigestmirrorset", "redhat", ["other.example.com", mirror])] });

    [Fact]
    public void A_mirror_that_the_source_has_did_not_get_to_the_nodes_or_refuses_it()
    {
        var diagnosis = new PodExaminer(Findings.None, Make.Credentials("registry.redhat.io", Mirror), new(), (_, _) => false).Examine(Make.Namespace(), Pod)!;

        Assert.Equal(Verdict.MirrorRefused, diagnosis.Verdict);
        Assert.StartsWith(
            $"the mirror {Mirror} refuses the nodes' credentials, and the source has it, so the nodes have not got it yet, or it is refused; ", diagnosis.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void No_answer_of_the_images_own_registry_changes_that() =>
        AssertCause($"the mirror {Mirror} refuses", Answered.By(Answered.Accepted(AskedWith.Source), Answered.Accepted(AskedWith.Node)));

    [Fact]
    public void Nothing_is_planned_for_it()
    {
        var plan = Make.Plan(Make.Namespace() with { ServiceAccounts = [Make.Account("redhat-operators")], Pods = [Pod] });

        Assert.Equal((ItemAction.Failed, null), (plan.Pods.Single().Action, plan.Pods.Single().Command));
        Assert.Empty(plan.Changes);
    }

    private static void AssertCause(string start, Findings findings)
    {
        var diagnosis = Make.Examine(Pod, findings: findings)!;

        Assert.Equal(Verdict.MirrorRefused, diagnosis.Verdict);
        Assert.StartsWith(start, diagnosis.Cause, StringComparison.Ordinal);
    }
}
