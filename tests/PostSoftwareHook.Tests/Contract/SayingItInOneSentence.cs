using PostSoftwareHook.Contract;
using PostSoftwareHook.Propagation;
using PostSoftwareHook.Tests.Infra;

namespace PostSoftwareHook.Tests.Contract;

public class SayingItInOneSentence
{
    private static string Planned(Round round, Purpose purpose = Purpose.Diagnose) => Plainly(ResultBuilder.OfPlan(purpose, round, null));

    private static string Done(params IReadOnlyList<Round> rounds) => Plainly(Runs.Result(rounds));

    private static string Plainly(RunResult result) => OptionReference.Write(Sentence.Of(result), name => name);

    [Fact]
    public void A_plan_counts_what_it_would_do() =>
        Assert.Equal("Would do: 1 secret, 1 serviceaccount link, 1 pod restart in 1 namespace.", Planned(Runs.Planned));

    [Fact]
    public void Several_of_a_kind_are_in_the_plural()
    {
        var ns = Make.Namespace("a") with
        {
            ServiceAccounts = [Make.Account("klusterlet"), Make.Account("klusterlet-work-sa")],
            Pods = [Make.StuckPod("p", "klusterlet"), Make.StuckPod("q", "klusterlet")],
        };

        Assert.Equal("Would do: 2 secrets, 4 serviceaccount links, 4 pod restarts in 2 namespaces.", Planned(Make.Round(Make.Cluster(ns, ns with { Name = "b" }))));
    }

    [Fact]
    public void A_plan_says_what_it_can_not_heal()
    {
        var round = Make.Round(Make.Namespace() with { Secret = Make.Foreign() with { Type = "Opaque" }, ServiceAccounts = [Make.Account("klusterlet")], Pods = [Make.StuckPod("p", image: "nvcr.io/app:1")] });

        Assert.Equal(
            "Nothing was changed. Cannot heal: The secret openshift-marketplace/pull-secret has type Opaque, not kubernetes.io/dockerconfigjson. "
            + "Set force to replace it, or give the copies another secret_name; pod openshift-marketplace/p: the source has no entry for nvcr.io; ImagePullBackOff on nvcr.io/app:1.",
            Planned(round));
    }

    [Fact]
    public void A_failure_is_not_called_nothing_to_do()
    {
        var ns = Runs.StuckNamespace with { Secret = Make.Foreign(credentials: Make.Credentials("old.example.com")) };

        Assert.StartsWith("Nothing was changed. Cannot heal: ", Planned(Make.Round(ns)), StringComparison.Ordinal);
        Assert.StartsWith("Nothing was changed. Not healed: ", Done(Make.Round(ns)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_healthy_cluster_needs_nothing() =>
        Assert.Equal(
            "Nothing to do: no pod of the targets is held back by authentication, and every selected serviceaccount carries the pull secret.",
            Planned(Make.Round(Runs.HealedNamespace with { Pods = [] })));

    [Fact]
    public void A_cluster_that_is_stuck_on_something_else_says_so() =>
        Assert.Equal(
            "Nothing to do: the stuck pods are held back by something other than authentication.",
            Planned(Make.Round(Runs.HealedNamespace with { Pods = [Make.StuckPod("p", message: Make.NotFound)] })));

    [Fact]
    public void A_cluster_that_is_not_ready_says_what_it_lacks() =>
        Assert.Equal(
            "Nothing to do yet: the cluster is not ready (namespaces: none of the targets is there: openshift-marketplace).",
            Planned(Make.Round(Make.Cluster(), Make.For(Make.Marketplace))));

    [Fact]
    public void Pods_that_only_a_person_can_restart_are_not_called_nothing_to_do() =>
        Assert.Equal(
            "Nothing was changed. Cannot heal: pod openshift-marketplace/p: it has no owner that would make a new one; the pod doesn't carry pull-secret; "
            + $"ImagePullBackOff on {Make.Image}.",
            Planned(Make.Round(Runs.HealedNamespace with { Pods = [Make.StuckPod("p") with { Owner = null, CreatedAt = Make.Start.AddMinutes(-1) }] })));

    [Fact]
    public void Pods_that_a_person_wants_left_alone_are_counted() =>
        Assert.Equal(
            "Nothing to do: every selected serviceaccount carries the pull secret; 1 stuck pod left alone, see the warnings.",
            Planned(Make.Round(
                Runs.HealedNamespace with { Pods = [Make.StuckPod("p") with { CreatedAt = Make.Start.AddMinutes(-1) }] }, Make.For(Make.Marketplace) with { Restart = RestartPolicy.Never })));

    [Fact]
    public void A_run_counts_what_it_did_and_names_what_is_not_there_yet() =>
        Assert.Equal(
            "Done: 1 secret, 1 serviceaccount link, 1 pod restart in 1 namespace. Not there yet: open-cluster-management-agent.",
            Done(Runs.Apply(Runs.Planned), Runs.Healed));

    [Fact]
    public void A_run_does_not_count_what_it_did_not_do()
    {
        var round = Runs.Apply(Make.Round(Runs.StuckNamespace), change => change is WriteSecret ? Runs.Done(change) : new(change, ItemAction.Skipped, "it is gone"));

        Assert.Equal("Done: 1 secret in 1 namespace.", Done(round, Make.Round(Runs.HealedNamespace)).Split(" Not ")[0]);
    }

    [Fact]
    public void A_run_names_what_it_did_not_heal() =>
        Assert.Equal(
            "Nothing was changed. Not healed: openshift-marketplace: pull-secret: 403 Forbidden.",
            Done(Runs.Apply(Make.Round(Make.Namespace() with { ServiceAccounts = [Make.Account("klusterlet")], Pods = [Make.StuckPod("p", "klusterlet")] }),
                change => change is WriteSecret ? new(change, ItemAction.Failed, "403 Forbidden") : null)));

    [Fact]
    public void Taking_away_has_its_own_words()
    {
        var cluster = Make.Cluster(Runs.HealedNamespace);
        Round Removal(ClusterSnapshot from) => new(from, null, RemovalPlanner.Plan(from, Runs.Removing), []);

        Assert.Equal("Would do: 1 serviceaccount link removed, 1 secret deleted in 1 namespace.", Planned(Removal(cluster), Purpose.PreviewRemoval));
        Assert.Equal("Nothing to do: there is no copy of ours and no link to one.", Planned(Removal(Make.Cluster(Make.Namespace())), Purpose.PreviewRemoval));
    }
}
