using PostSoftwareHook.Contract;
using PostSoftwareHook.Propagation;
using PostSoftwareHook.Tests.Infra;

namespace PostSoftwareHook.Tests.Propagation;

public class ReportingRuns
{
    private const string NotItsTurn = "not attempted: the run ended, or an earlier write in this namespace failed";

    [Fact]
    public void A_healed_cluster_is_changed_and_not_failed()
    {
        var report = Runs.Result(Runs.Apply(Runs.Planned), Runs.Healed);

        Assert.Equal((true, false, TargetStatus.Healed), (report.Changed, report.Failed, report.Outcome));
        Assert.Equal(TargetStatus.Healed, report.Targets[0].Status);
        Assert.Equal(ItemAction.Created, report.Targets[0].Secret!.Action);
        Assert.Equal([("redhat-operators", ItemAction.Linked)], report.Targets[0].ServiceAccounts.Select(account => (account.Name, account.Action)));
        Assert.Equal(ItemAction.Restarted, report.Targets[0].Pods.Single(pod => pod.Name == "redhat-operators-x7k2p").Action);
    }

    [Fact]
    public void A_healed_cluster_is_reported_with_the_diagnosis_that_it_began_with() =>
        Assert.Equal(Verdict.LinkMissing, Runs.Result(Runs.Apply(Runs.Planned), Runs.Healed).Diagnosis!.Verdict);

    [Fact]
    public void A_failed_run_is_reported_with_the_diagnosis_that_it_ended_with()
    {
        var refused = Make.Round(Runs.HealedNamespace with { Pods = [Make.StuckPod("redhat-operators-new", links: Make.SecretName) with { Owner = Make.OwnedBy(Runs.Catalog) }] });

        var report = Runs.Result(Runs.Apply(Runs.Planned), refused);

        Assert.Equal((true, true, TargetStatus.Failed), (report.Changed, report.Failed, report.Outcome));
        Assert.Equal(Verdict.CredentialsRejected, report.Diagnosis!.Verdict);
        Assert.StartsWith("pod redhat-operators-new is stuck: ", Assert.Single(report.Failures).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_had_nothing_to_do_is_unchanged()
    {
        var report = Runs.Result(Runs.Healed);

        Assert.Equal((false, false), (report.Changed, report.Failed));
        Assert.Equal([TargetStatus.Unchanged, TargetStatus.Pending], report.Targets.Select(target => target.Status));
        Assert.Equal(TargetStatus.Unchanged, report.Outcome);
    }

    [Fact]
    public void A_run_in_which_everything_is_yet_to_come_is_pending()
    {
        Assert.Equal(TargetStatus.Pending, Runs.Result(Make.Round(Make.Cluster(), new Settings())).Outcome);
        Assert.Equal(TargetStatus.Pending, Runs.Result(Make.Round(Make.Cluster(), Make.For("a", "b") with { WaitForNamespaces = TimeSpan.FromMinutes(1) })).Outcome);
    }

    [Fact]
    public void A_run_whose_targets_are_mistyped_has_failed() =>
        Assert.Equal(TargetStatus.Failed, Runs.Result(Make.Round(Make.Cluster(Runs.HealedNamespace), Make.For(Make.Marketplace, "openshift-marketplaces"))).Outcome);

    [Fact]
    public void Pods_that_are_left_alone_are_listed_with_the_reason()
    {
        var pods = Runs.Result(Runs.Apply(Runs.Planned), Runs.Healed).Targets[0].Pods;

        Assert.Equal(["redhat-operators-x7k2p", "bare", "wrong-tag"], pods.Select(pod => pod.Name));
        Assert.Equal([ItemAction.Restarted, ItemAction.Skipped, ItemAction.Skipped], pods.Select(pod => pod.Action));
        Assert.Equal(["CatalogSource/redhat-operators", null, "ReplicaSet/owner-of-wrong-tag"], pods.Select(pod => pod.Step.Pod.Owner?.ToString()));
        Assert.All(pods, pod => Assert.NotEqual("", pod.Reason));
    }

    [Fact]
    public void A_failed_write_fails_its_target_and_what_waited_for_it_is_skipped()
    {
        var report = Runs.Result(Runs.Apply(Runs.Planned, change => change is WriteSecret ? new(change, ItemAction.Failed, "403 Forbidden") : null));

        var target = report.Targets[0];
        Assert.Equal((false, true, TargetStatus.Failed), (report.Changed, report.Failed, target.Status));
        Assert.Equal("pull-secret: 403 Forbidden", Assert.Single(report.Failures).Message);
        Assert.Equal((ItemAction.Failed, "403 Forbidden"), (target.Secret!.Action, target.Secret.Reason));
        Assert.Equal((ItemAction.Skipped, NotItsTurn), (target.ServiceAccounts.Single().Action, target.ServiceAccounts.Single().Reason));
        Assert.Contains(target.Pods, pod => pod is { Name: "redhat-operators-x7k2p", Action: ItemAction.Skipped, Reason: NotItsTurn });
    }

    [Fact]
    public void A_failed_target_does_not_fail_the_others()
    {
        var cluster = Make.Cluster(Make.Namespace("a") with { ServiceAccounts = [Make.Account("klusterlet")] }, Make.Namespace("b") with { ServiceAccounts = [Make.Account("klusterlet")] });

        var report = Runs.Result(Runs.Apply(Make.Round(cluster), change => change switch
        {
            { Namespace: "b" } => Runs.Done(change),
            WriteSecret => new(change, ItemAction.Failed, "403 Forbidden"),
            _ => null,
        }));

        Assert.Equal((true, true), (report.Changed, report.Failed));
        Assert.Equal([TargetStatus.Failed, TargetStatus.Healed], report.Targets.Select(target => target.Status));
    }

    [Fact]
    public void An_interrupted_run_has_failed_and_says_what_was_not_done()
    {
        var rounds = new[] { Runs.Apply(Runs.Planned, change => change is WriteSecret ? Runs.Done(change) : null) };

        var report = ResultBuilder.OfRun(Purpose.Heal, rounds, Recovery.Judge(rounds, rounds[0]), "Stopped on request.");

        Assert.Equal((true, true, "Stopped on request."), (report.Changed, report.Failed, Sentence.Of(report)));
        Assert.Equal(ItemAction.Created, report.Targets[0].Secret!.Action);
        Assert.Equal((ItemAction.Skipped, NotItsTurn), (report.Targets[0].ServiceAccounts.Single().Action, report.Targets[0].ServiceAccounts.Single().Reason));
        Assert.Contains(report.Targets[0].Pods, pod => pod is { Name: "redhat-operators-x7k2p", Action: ItemAction.Skipped, Reason: NotItsTurn });
    }

    [Fact]
    public void A_restart_that_was_refused_is_listed_once()
    {
        var first = Runs.Apply(Runs.Planned, change => change is RestartPod ? new(change, ItemAction.Failed, "403 Forbidden") : Runs.Done(change));
        var second = Make.Round(Runs.HealedNamespace with { Pods = Runs.StuckNamespace.Pods }, Runs.Settings);

        var pod = Assert.Single(Runs.Result(first, second).Targets[0].Pods, pod => pod.Name == "redhat-operators-x7k2p");

        Assert.Equal((ItemAction.Failed, "403 Forbidden"), (pod.Action, pod.Reason));
    }

    [Fact]
    public void A_restart_that_worked_at_the_second_try_is_told_as_done()
    {
        var first = Runs.Apply(Runs.Planned, change => change is RestartPod ? new(change, ItemAction.Unchanged, "its owner replaced it meanwhile") : Runs.Done(change));

        var pods = Runs.Result(first, Runs.Apply(Runs.Planned), Runs.Healed).Targets[0].Pods;

        Assert.Equal(ItemAction.Restarted, Assert.Single(pods, pod => pod.Name == "redhat-operators-x7k2p").Action);
    }

    [Fact]
    public void Writes_that_somebody_else_did_meanwhile_change_nothing()
    {
        var report = Runs.Result(Runs.Apply(Runs.Planned, change => new(change, ItemAction.Unchanged, "somebody else did it meanwhile")), Runs.Healed);

        Assert.False(report.Changed);
        Assert.Equal((ItemAction.Unchanged, "somebody else did it meanwhile"), (report.Targets[0].Secret!.Action, report.Targets[0].Secret!.Reason));
        Assert.Equal(TargetStatus.Unchanged, report.Targets[0].Status);
    }

    [Fact]
    public void What_turned_up_in_a_later_round_is_in_the_report()
    {
        var late = Make.Account("late");
        var second = Runs.Apply(Make.Round(Runs.HealedNamespace with { ServiceAccounts = [late, .. Runs.HealedNamespace.ServiceAccounts], Pods = [Make.StuckPod("late", "late")] }, Runs.Settings));

        var report = Runs.Result(Runs.Apply(Runs.Planned), second, Runs.Healed);

        Assert.Equal([("late", ItemAction.Linked), ("redhat-operators", ItemAction.Linked)], report.Targets[0].ServiceAccounts.Select(account => (account.Name, account.Action)));
        Assert.Equal(["redhat-operators-x7k2p", "late", "bare", "wrong-tag"], report.Targets[0].Pods.Select(pod => pod.Name));
    }

    [Fact]
    public void What_is_still_missing_but_fails_no_run_is_a_warning()
    {
        var outstanding = new[] { UnmetCondition.Of(Subject.Pod(Make.Marketplace, Make.WellPod("p")), "is not Ready yet", isFailure: false) };

        var report = ResultBuilder.OfRun(Purpose.Heal, [Runs.Healed], outstanding, null);

        Assert.False(report.Failed);
        Assert.Equal("openshift-marketplace: pod p is not Ready yet.", Warnings.Of(report)[^1]);
        Assert.Equal(TargetStatus.Unchanged, report.Targets[0].Status);
    }

    [Fact]
    public void Taking_away_is_reported_without_a_diagnosis()
    {
        var cluster = Make.Cluster(Runs.HealedNamespace with { Pods = [] });
        var round = Runs.Apply(new(cluster, null, RemovalPlanner.Plan(cluster, Make.For(Make.Marketplace)), []));

        var report = Runs.Result(round);

        Assert.Null(report.Diagnosis);
        Assert.Equal((true, false), (report.Changed, report.Failed));
        Assert.Equal(ItemAction.Deleted, report.Targets.Single().Secret!.Action);
        Assert.Equal(ItemAction.Unlinked, report.Targets.Single().ServiceAccounts.Single().Action);
    }
}
