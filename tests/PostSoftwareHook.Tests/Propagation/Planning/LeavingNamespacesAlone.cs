using PostSoftwareHook.Propagation;
using PostSoftwareHook.Tests.Infra;

namespace PostSoftwareHook.Tests.Propagation.Planning;

/// <summary>Namespaces of tenants, those outside the targets, and those that are not there.</summary>
public class LeavingNamespacesAlone
{
    private const string Selected = "a pattern alone selects it, and its users could read the copy; name it in full, or annotate it with post-software-hook/allow=true";

    private static readonly NamespaceSnapshot Tenants = Make.Namespace("team-a") with { ServiceAccounts = [Make.Account("app")], Pods = [Make.StuckPod("p", "app")] };

    [Fact]
    public void A_pattern_alone_brings_no_copy_to_a_namespace_of_tenants()
    {
        var plan = Plan(Tenants, "team-*");

        Assert.Equal((Selected, false), (plan.LeftAlone, plan.IsPending));
        Assert.Empty(plan.Changes);
    }

    [Fact]
    public void A_name_in_full_or_an_administrators_annotation_does()
    {
        Assert.Equal(3, Plan(Tenants, "team-a").Changes.Count());
        Assert.Equal(3, Plan(Tenants, "*", "team-a").Changes.Count());
        Assert.Equal(3, Plan(Tenants with { IsAllowed = true }, "team-*").Changes.Count());
    }

    [Theory]
    [InlineData("openshift-marketplace", false)]
    [InlineData("kube-system", false)]
    [InlineData("open-cluster-management", false)]
    [InlineData("open-cluster-management-agent", false)]
    [InlineData("open-cluster-management-agent-lab", true)]
    [InlineData("multicluster-engine", false)]
    [InlineData("openshift", true)]
    [InlineData("my-openshift-lab", true)]
    [InlineData("multicluster-engine-lab", true)]
    [InlineData("default", true)]
    public void The_platforms_namespaces_are_no_tenants(string name, bool isTenants) => Assert.Equal(isTenants, Plan(Tenants with { Name = name }, "*").LeftAlone is not null);

    [Fact]
    public void What_waits_outside_the_targets_is_told_with_the_target_to_add()
    {
        var plan = Round(Make.StuckPod("p")).Plan;

        var notice = Assert.Single(plan.Notices);
        Assert.Equal(Subject.NamespaceOf("openshift-operators"), notice.Subject);
        Assert.Equal(
            $"Outside the targets, in openshift-operators, pod p waits for its image: the pod doesn't carry pull-secret; ImagePullBackOff on {Make.Image}. "
            + "Nothing is done about it; to include it, add openshift-operators to targets.",
            InTask.Text(notice.Text));
        Assert.Empty(plan.Changes);
    }

    [Fact]
    public void Several_pods_there_are_counted_and_the_first_cause_is_told()
    {
        var notice = Assert.Single(Round(Make.StuckPod("a"), Make.StuckPod("b", image: "nvcr.io/lab/app:1")).Plan.Notices);

        Assert.StartsWith("Outside the targets, in openshift-operators, 2 pods wait for their images, for example b: the source has no entry for nvcr.io;", notice.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_waits_there_for_another_reason_is_nobodys_business() => Assert.Empty(Round(Make.StuckPod("p", message: Make.NotFound)).Plan.Notices);

    [Fact]
    public void A_name_that_nobody_knows_is_a_slip_of_the_pen()
    {
        var target = Missing(Make.For("openshift-marketplaces"));

        Assert.Equal(
            "The namespace openshift-marketplaces does not exist. Correct targets, or set wait_for_namespaces if it is still to come.",
            InTask.Text(target.Problem!));
        Assert.Equal((null, false), (target.LeftAlone, target.IsPending));
    }

    [Fact]
    public void A_name_in_other_letters_is_that_namespace_and_not_missing()
    {
        var target = Assert.Single(Make.Round(Make.Cluster(Tenants), Make.For("Team-A")).Plan.Targets);

        Assert.Equal(("team-a", null, null), (target.Namespace, target.Problem, target.LeftAlone));
        Assert.Equal(3, target.Changes.Count());
    }

    [Fact]
    public void A_name_that_may_still_come_is_pending()
    {
        AssertPending(Make.For("open-cluster-management-agent"));
        AssertPending(Make.For("open-cluster-management-agent-addon"));
        AssertPending(Make.For("openshift-marketplace"));
        AssertPending(Make.For("team-a") with { WaitForNamespaces = TimeSpan.FromSeconds(1) });
        AssertPending(Make.For("open-cluster-management-agent-lab") with { ManagedCluster = "student-1" });
        Assert.NotNull(Missing(Make.For("team-a") with { ManagedCluster = "student-1" }).Problem);
        Assert.NotNull(Missing(Make.For("open-cluster-management-agent-lab")).Problem);
    }

    private static void AssertPending(Settings settings)
    {
        var target = Missing(settings);

        Assert.Equal(("the namespace isn't there yet", true, null), (target.LeftAlone, target.IsPending, target.Problem));
    }

    private static TargetPlan Missing(Settings settings) => Make.Round(Make.Cluster(), settings).Plan.Targets.Single();

    private static TargetPlan Plan(NamespaceSnapshot ns, params IReadOnlyList<string> targets) => Make.Round(Make.Cluster(ns), Make.For(targets)).Plan.Targets.Single();

    private static Round Round(params IReadOnlyList<PodSnapshot> pods) =>
        Make.Round(Make.Cluster(Make.Namespace()) with { Elsewhere = [Make.Namespace("openshift-operators") with { Pods = pods }] });
}
