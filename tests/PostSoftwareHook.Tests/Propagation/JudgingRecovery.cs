using PostSoftwareHook.Propagation;
using PostSoftwareHook.Tests.Infra;

namespace PostSoftwareHook.Tests.Propagation;

public class JudgingRecovery
{
    private static readonly PodSnapshot Old = Make.StuckPod("old");
    private static readonly NamespaceSnapshot Before = Make.Namespace() with { ServiceAccounts = [Make.Account("redhat-operators")], Pods = [Old] };
    private static readonly NamespaceSnapshot After = Before with { ServiceAccounts = [Make.Account("redhat-operators", Make.SecretName)], Secret = Make.Copy(), Pods = [] };

    /// <summary>What the owner of <see cref="Old"/> makes in its place.</summary>
    private static readonly PodSnapshot New = Make.WellPod("new") with { Owner = Old.Owner, ImagePullSecrets = [Make.SecretName] };

    [Fact]
    public void A_cluster_to_which_nothing_was_done_misses_nothing() => Assert.Empty(Judge(Make.Round(After)));

    [Fact]
    public void A_restarted_pod_with_a_well_replacement_misses_nothing() => Assert.Empty(Judge(Healed(), Make.Round(After with { Pods = [New] })));

    [Fact]
    public void A_restarted_pod_without_a_replacement_is_waited_for()
    {
        var missing = Assert.Single(Judge(Healed(), Make.Round(After)));

        Assert.Equal(UnmetCondition.Of(Subject.Owner(Make.Marketplace, Old.Owner!), "has not created a new pod yet"), missing);
    }

    [Fact]
    public void A_replacement_that_a_later_round_saw_before_it_restarted_another_owners_pod_is_one_all_the_same()
    {
        var late = Make.StuckPod("late", account: "late");
        var second = After with { ServiceAccounts = [.. After.ServiceAccounts, Make.Account("late")], Pods = [New, late] };
        var lateAgain = Make.WellPod("late-again", account: "late") with { Owner = late.Owner };

        Assert.Empty(Judge(Healed(), Runs.Apply(Make.Round(second)), Make.Round(second with { Pods = [New, lateAgain] })));
    }

    [Fact]
    public void The_old_pod_is_no_replacement_and_neither_is_one_that_is_being_deleted() =>
        Assert.Equal(
            "ReplicaSet/owner-of-old has not created a new pod yet",
            Assert.Single(Judge(Healed(), Make.Round(After with { Pods = [New with { IsTerminating = true }, Old with { Stuck = [] }] }))).Message);

    [Fact]
    public void A_replacement_that_is_not_ready_is_waited_for() =>
        Assert.Equal(
            UnmetCondition.Of(Subject.Pod(Make.Marketplace, Make.WellPod("new")), "is not Ready yet"),
            Assert.Single(Judge(Healed(), Make.Round(After with { Pods = [New with { IsReadyOrCompleted = false }] }))));

    [Fact]
    public void Several_pods_of_one_owner_are_waited_for_once()
    {
        var twin = Make.StuckPod("twin") with { Owner = Old.Owner };

        Assert.Single(Judge(Runs.Apply(Make.Round(Before with { Pods = [Old, twin] })), Make.Round(After)));
    }

    [Fact]
    public void A_replacement_that_is_refused_may_still_pass()
    {
        var refused = Make.StuckPod("new", links: Make.SecretName) with { Owner = Old.Owner };

        var missing = Assert.Single(Judge(Healed(), Make.Round(After with { Pods = [refused] })));

        Assert.Equal((true, false, true), (missing.IsFailure, missing.CannotRecover, missing.IsRefusal));
        Assert.StartsWith("pod new is stuck: the pod carries pull-secret, equal to the source, and the registry refuses it", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pod_that_was_refused_from_the_start_is_hopeless()
    {
        var missing = Assert.Single(Judge(Make.Round(After with { Pods = [Make.StuckPod("p", links: Make.SecretName)] })));

        Assert.Equal((true, true, true), (missing.IsFailure, missing.CannotRecover, missing.IsRefusal));
    }

    [Fact]
    public void A_registry_that_the_source_lacks_is_hopeless_even_for_a_replacement()
    {
        var other = Make.StuckPod("new", image: "nvcr.io/app:1") with { Owner = Old.Owner };

        var missing = Assert.Single(Judge(Healed(), Make.Round(After with { Pods = [other] })));

        Assert.Equal((true, true, false), (missing.IsFailure, missing.CannotRecover, missing.IsRefusal));
    }

    [Fact]
    public void A_replacement_that_is_stuck_for_another_reason_is_the_plans_warning() =>
        Assert.Empty(Judge(Healed(), Make.Round(After with { Pods = [Make.StuckPod("new", message: Make.NotFound, links: Make.SecretName) with { Owner = Old.Owner }] })));

    [Fact]
    public void A_pod_of_which_nothing_is_known_is_waited_for_and_fails_in_the_end()
    {
        var missing = Assert.Single(Judge(Make.Round(After with { Pods = [Make.StuckPod("p", message: "")] })));

        Assert.Equal((true, false, false, true), (missing.IsFailure, missing.CannotRecover, missing.IsRefusal, missing.IsUnknown));
        Assert.Equal($"pod p is stuck: neither the status nor an event says why; ImagePullBackOff on {Make.Image}", missing.Message);
    }

    [Fact]
    public void A_replacement_of_which_nothing_is_known_yet_is_told_once() =>
        Assert.True(Assert.Single(Judge(Healed(), Make.Round(After with { Pods = [Make.StuckPod("new", message: "", links: Make.SecretName) with { Owner = Old.Owner }] }))).IsUnknown);

    [Fact]
    public void An_unpack_job_that_was_deleted_must_be_made_anew()
    {
        var missing = Assert.Single(Judge(Unpacked(), Make.Round(After)));

        Assert.Equal(UnmetCondition.Of(Subject.Owner(Make.Marketplace, Unpacking.Owner!), "was deleted, and OLM has not made a new one yet"), missing);
    }

    [Fact]
    public void The_next_job_of_the_bundle_is_the_replacement_with_or_without_olms_label_on_its_pods()
    {
        var next = Make.WellPod("next", account: "unpack") with { Owner = Unpacking.Owner! with { Uid = "another" } };

        Assert.Empty(Judge(Unpacked(), Make.Round(After with { Pods = [next with { UnpackRef = "bundle" }] })));
        Assert.Empty(Judge(Unpacked(), Make.Round(After with { Pods = [next] })));
        Assert.Single(Judge(Unpacked(), Make.Round(After with { Pods = [next with { Owner = next.Owner! with { Name = "other" } }] })));
    }

    [Fact]
    public void Of_several_pods_that_unpack_one_is_enough()
    {
        var next = Make.WellPod("next", account: "unpack") with { Owner = Unpacking.Owner! with { Uid = "another" }, UnpackRef = "bundle" };

        Assert.Empty(Judge(Unpacked(), Make.Round(After with { Pods = [next, next with { Name = "failed", Uid = "failed", IsReadyOrCompleted = false }] })));
        Assert.Single(Judge(Unpacked(), Make.Round(After with { Pods = [next with { IsReadyOrCompleted = false }] })));
    }

    [Fact]
    public void A_job_that_is_found_deleted_in_a_later_round_hides_no_replacement()
    {
        var next = Make.WellPod("next", account: "unpack") with { Owner = Unpacking.Owner! with { Uid = "another" }, UnpackRef = "bundle" };
        var late = Runs.Apply(
            Make.Round(After with { ServiceAccounts = [Make.Account("unpack", Make.SecretName)], Pods = [Unpacking, next] }),
            change => change is DeleteJob ? new(change, ItemAction.Unchanged, "its Job was deleted meanwhile") : Runs.Done(change));

        Assert.Empty(Judge(Unpacked(), late, Make.Round(After with { Pods = [next] })));
    }

    [Fact]
    public void A_pod_that_only_a_person_can_restart_fails_and_is_hopeless()
    {
        var missing = Assert.Single(Judge(Make.Round(After with { Pods = [Old with { Owner = null, CreatedAt = Make.Start.AddMinutes(-1) }] })));

        Assert.Equal((true, true, false), (missing.IsFailure, missing.CannotRecover, missing.IsRefusal));
        Assert.StartsWith("pod old is stuck: it has no owner that would make a new one", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pod_that_a_person_wants_left_alone_is_the_plans_warning() =>
        Assert.Empty(Judge(Make.Round(
            After with { Pods = [Old with { CreatedAt = Make.Start.AddMinutes(-1) }] }, Make.For(Make.Marketplace) with { Restart = RestartPolicy.Never })));

    [Fact]
    public void An_update_poll_pod_need_not_come_back() =>
        Assert.Empty(Judge(Runs.Apply(Make.Round(Before with { Pods = [Old with { IsUpdatePoll = true }] })), Make.Round(After)));

    [Fact]
    public void A_conflict_fails_and_is_hopeless()
    {
        var missing = Judge(Make.Round(Before with { Secret = Make.Foreign(credentials: Make.Credentials("old.example.com")) }));

        Assert.All(missing, item => Assert.Equal((true, true), (item.IsFailure, item.CannotRecover)));
        Assert.StartsWith("The secret openshift-marketplace/pull-secret isn't ours, and differs from the source.", missing[0].Message, StringComparison.Ordinal);
        Assert.StartsWith("pod old is stuck: the secret pull-secret is in conflict", missing[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_write_fails_and_is_hopeless()
    {
        var round = Runs.Apply(Make.Round(Before), change => change is WriteSecret ? new(change, ItemAction.Failed, "403 Forbidden") : null);

        Assert.Equal(new(Subject.Secret(Make.Marketplace, Make.SecretName), "pull-secret: 403 Forbidden", IsFailure: true, CannotRecover: true), Assert.Single(Judge(round)));
    }

    [Fact]
    public void A_conflict_that_came_up_at_the_write_fails_too()
    {
        var round = Runs.Apply(Make.Round(Before), change => change is WriteSecret ? new(change, ItemAction.Conflict, "isn't ours") : null);

        Assert.Equal(new(Subject.Secret(Make.Marketplace, Make.SecretName), "pull-secret: isn't ours", IsFailure: true, CannotRecover: true), Assert.Single(Judge(round)));
    }

    [Fact]
    public void A_conflict_that_the_latest_plan_names_is_told_once()
    {
        var round = Runs.Apply(Make.Round(Before), change => change is WriteSecret ? new(change, ItemAction.Conflict, "isn't ours") : null);
        var latest = Make.Round(Before with { Pods = [], Secret = Make.Foreign(credentials: Make.Credentials("old.example.com")) });

        Assert.Single(Judge(round, latest));
    }

    [Fact]
    public void A_pod_whose_deletion_was_refused_is_not_waited_for()
    {
        var round = Runs.Apply(Make.Round(Before), change => change is RestartPod ? new(change, ItemAction.Failed, "403 Forbidden") : Runs.Done(change));

        Assert.Equal(new(Subject.Pod(Make.Marketplace, Make.WellPod("old")), "old: 403 Forbidden", IsFailure: true, CannotRecover: true), Assert.Single(Judge(round, Make.Round(After with { Pods = [Old] }))));
    }

    [Fact]
    public void A_pod_that_its_owner_replaced_meanwhile_is_waited_for_as_well()
    {
        var round = Runs.Apply(Make.Round(Before), change => change is RestartPod ? new(change, ItemAction.Unchanged, "its owner replaced it meanwhile") : Runs.Done(change));

        Assert.Single(Judge(round, Make.Round(After)));
        Assert.Empty(Judge(round, Make.Round(After with { Pods = [New] })));
    }

    [Theory]
    [InlineData(null, "catalog source redhat-operators is not connected, not READY yet")]
    [InlineData("CONNECTING", "catalog source redhat-operators is CONNECTING, not READY yet")]
    public void A_catalog_whose_pod_was_restarted_must_answer(string? state, string message)
    {
        var catalog = Make.Catalog("redhat-operators", state);
        var (before, after) = OfCatalog(catalog);

        var missing = Assert.Single(Judge(before, after));

        Assert.Equal(new(Subject.Catalog(Make.Marketplace, "redhat-operators"), message, IsFailure: true), missing);
    }

    [Fact]
    public void A_catalog_that_answers_misses_nothing()
    {
        var (before, after) = OfCatalog(Make.Catalog("redhat-operators", "READY"));

        Assert.Empty(Judge(before, after));
    }

    [Fact]
    public void A_catalog_is_not_waited_for_while_its_pod_is_stuck()
    {
        var catalog = Make.Catalog("redhat-operators");
        var (before, _) = OfCatalog(catalog);
        var stuck = Make.Round(After with { CatalogSources = [catalog], Pods = [Make.StuckPod("new", links: Make.SecretName) with { Owner = Make.OwnedBy(catalog) }] });

        Assert.StartsWith("pod new is stuck", Assert.Single(Judge(before, stuck)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_catalog_that_was_not_touched_must_answer_too() =>
        Assert.Equal(
            new(Subject.Catalog(Make.Marketplace, "redhat-operators"), "catalog source redhat-operators is TRANSIENT_FAILURE, not READY yet", IsFailure: true),
            Assert.Single(Judge(Make.Round(After with { CatalogSources = [Make.Catalog("redhat-operators")] }))));

    [Fact]
    public void A_pod_of_a_linked_account_that_is_on_its_way_is_waited_for_but_fails_no_run()
    {
        var onItsWay = Make.WellPod("starting") with { IsReadyOrCompleted = false, IsStarting = true };

        var missing = Assert.Single(Judge(Runs.Apply(Make.Round(Before with { Pods = [], CatalogSources = [Make.Catalog("redhat-operators", "READY")] })), Make.Round(After with { Pods = [onItsWay] })));

        Assert.Equal(UnmetCondition.Of(Subject.Pod(Make.Marketplace, Make.WellPod("starting")), "is not Ready yet", isFailure: false), missing);
    }

    [Fact]
    public void Bare_pods_and_those_that_are_being_deleted_are_not_waited_for()
    {
        var linked = Runs.Apply(Make.Round(Before with { Pods = [], CatalogSources = [Make.Catalog("redhat-operators", "READY")] }));
        var onItsWay = Make.WellPod("starting") with { IsReadyOrCompleted = false, IsStarting = true };

        Assert.Empty(Judge(linked, Make.Round(After with { Pods = [onItsWay with { Owner = null }, onItsWay with { IsTerminating = true }] })));
    }

    [Fact]
    public void Namespaces_that_are_gone_or_left_alone_miss_nothing()
    {
        Assert.Empty(Judge(Healed(), Make.Round(Make.Cluster(), Make.For(Make.Marketplace))));
        Assert.Empty(Judge(Healed(), Make.Round(After with { IsTerminating = true })));
    }

    private static PodSnapshot Unpacking => Make.StuckPod("unpacking", account: "unpack") with { Owner = new("Job", "job", "uid-of-job"), UnpackRef = "bundle" };

    private static Round Unpacked() => Runs.Apply(Make.Round(Before with { ServiceAccounts = [Make.Account("unpack")], Pods = [Unpacking] }));

    private static Round Healed() => Runs.Apply(Make.Round(Before));

    private static (Round Before, Round After) OfCatalog(CatalogSourceSnapshot catalog) => (
        Runs.Apply(Make.Round(Before with { CatalogSources = [catalog], Pods = [Old with { Owner = Make.OwnedBy(catalog) }] })),
        Make.Round(After with { CatalogSources = [catalog], Pods = [New with { Owner = Make.OwnedBy(catalog) }] }));

    private static IReadOnlyList<UnmetCondition> Judge(params IReadOnlyList<Round> rounds) => Recovery.Judge(rounds, rounds[^1]);
}
