using PostSoftwareHook.Contract;
using PostSoftwareHook.Propagation;
using PostSoftwareHook.Tests.Infra;

namespace PostSoftwareHook.Tests.Propagation;

public class PlanningRestarts
{
    private static readonly NamespaceSnapshot Unlinked = Make.Namespace() with { ServiceAccounts = [Make.Account("redhat-operators")] };
    private static readonly NamespaceSnapshot Linked = Make.Namespace() with { ServiceAccounts = [Make.Account("redhat-operators", Make.SecretName)], Secret = Make.Copy() };

    [Fact]
    public void A_pod_that_lacks_the_secret_is_restarted()
    {
        var pod = Make.StuckPod("p");

        var step = Plan(Unlinked, pod);

        Assert.Equal((ItemAction.Restarted, Verdict.LinkMissing), (step.Action, step.Verdict));
        Assert.Same(pod, ((RestartPod)step.Change!).Pod);
        Assert.StartsWith("the pod doesn't carry pull-secret; ", step.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pod_made_before_its_account_was_linked_is_restarted() =>
        Assert.Equal(ItemAction.Restarted, Plan(Linked, Make.StuckPod("p") with { CreatedAt = Make.Start.AddMinutes(-1) }).Action);

    [Fact]
    public void A_pod_made_just_after_the_link_may_have_been_made_from_a_stale_cache() =>
        Assert.Equal(ItemAction.Restarted, Plan(Linked, Make.StuckPod("p") with { CreatedAt = Make.Start.AddSeconds(5) }).Action);

    [Fact]
    public void A_pod_whose_template_names_its_own_secrets_is_left_alone_and_failed()
    {
        var step = Plan(Linked, Make.StuckPod("p", links: "its-own") with { CreatedAt = Make.Start.AddSeconds(6) });

        Assert.Equal((ItemAction.Failed, null), (step.Action, step.Change));
        Assert.StartsWith("its template names its own imagePullSecrets, so the serviceaccount's pull-secret doesn't reach it; ", step.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pod_with_a_stale_copy_is_restarted_after_that_is_renewed()
    {
        var plan = Make.Plan(Linked with { Secret = Make.Copy(credentials: Make.Credentials("old.example.com")), Pods = [Make.StuckPod("p", links: Make.SecretName)] });

        Assert.Equal(ItemAction.Updated, plan.Secret!.Action);
        Assert.Equal((ItemAction.Restarted, Verdict.CopyStale), (plan.Pods.Single().Action, plan.Pods.Single().Verdict));
    }

    [Fact]
    public void A_refused_pod_is_left_alone_and_failed()
    {
        var step = Plan(Linked, Make.StuckPod("p", links: Make.SecretName));

        Assert.Equal((ItemAction.Failed, Verdict.CredentialsRejected, null), (step.Action, step.Verdict, step.Change));
    }

    [Fact]
    public void A_pod_whose_registry_the_source_lacks_is_left_alone_and_failed()
    {
        var step = Plan(Linked, Make.StuckPod("p", image: "nvcr.io/app:1"));

        Assert.Equal((ItemAction.Failed, Verdict.SourceMissingRegistry, null), (step.Action, step.Verdict, step.Change));
    }

    [Fact]
    public void A_pod_with_another_pull_error_is_left_alone_with_a_warning()
    {
        var ns = Unlinked with { Pods = [Make.StuckPod("p", message: Make.NotFound)] };

        var round = Make.Round(ns);

        var step = round.Plan.Targets.Single().Pods.Single();
        Assert.Equal((ItemAction.Skipped, Verdict.NotAuthentication, null), (step.Action, step.Verdict, step.Change));
        Assert.Equal($"{new Notice(Subject.Pod(Make.Marketplace, Make.WellPod("p")), NoticeKind.PodLeftAlone, $"ImagePullBackOff on {Make.Image}: {Make.NotFound}")}", $"{Assert.Single(round.Plan.Notices)}");
    }

    [Fact]
    public void A_bare_pod_is_left_to_a_person_with_the_command_to_type()
    {
        var round = Make.Round(Unlinked with { Pods = [Make.StuckPod("p") with { Owner = null }] });

        var step = round.Plan.Targets.Single().Pods.Single();
        Assert.Equal((ItemAction.Failed, null), (step.Action, step.Change));
        Assert.StartsWith("it has no owner that would make a new one; ", step.Reason, StringComparison.Ordinal);
        Assert.Equal("oc get pod p -n openshift-marketplace -o yaml | oc replace --force -f -", $"{step.Command}");
        Assert.Equal([step.Command!], Assert.Single(round.Plan.Notices).Commands);
    }

    [Fact]
    public void A_bare_pod_that_a_person_wants_left_alone_is_skipped_with_the_same_command()
    {
        var step = Make.Plan(Unlinked with { Pods = [Make.StuckPod("p") with { Owner = null }] }, Make.For(Make.Marketplace) with { Restart = RestartPolicy.Never }).Pods.Single();

        Assert.Equal((ItemAction.Skipped, null, "oc get pod p -n openshift-marketplace -o yaml | oc replace --force -f -"), (step.Action, step.Change, $"{step.Command}"));
    }

    [Theory]
    [InlineData("ReplicaSet")]
    [InlineData("ReplicationController")]
    [InlineData("StatefulSet")]
    [InlineData("DaemonSet")]
    [InlineData("CatalogSource")]
    public void A_pod_whose_owner_makes_a_new_one_is_restarted(string kind) =>
        Assert.IsType<RestartPod>(Plan(Unlinked, Make.StuckPod("p") with { Owner = new(kind, "owner", "uid") }).Change);

    [Theory]
    [InlineData("Job", "its Job/owner counts a deleted pod as a failure; ")]
    [InlineData("VirtualMachineInstance", "whether its VirtualMachineInstance/owner makes a new pod is not known; ")]
    public void A_pod_of_any_other_owner_is_left_to_a_person_with_the_command_to_type(string kind, string reason)
    {
        var step = Plan(Unlinked, Make.StuckPod("p") with { Owner = new(kind, "owner", "uid") });

        Assert.Equal((ItemAction.Failed, null, "oc delete pod p -n openshift-marketplace"), (step.Action, step.Change, $"{step.Command}"));
        Assert.StartsWith(reason, step.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_job_that_unpacks_a_bundle_the_job_is_deleted()
    {
        var pod = Make.StuckPod("p") with { Owner = new("Job", "unpack", "uid"), UnpackRef = "bundle" };

        var step = Plan(Unlinked, pod);

        Assert.Equal((ItemAction.Restarted, new DeleteJob(Make.Marketplace, "unpack", pod)), (step.Action, step.Change));
        Assert.Equal(
            "oc delete job unpack -n openshift-marketplace",
            $"{Make.Plan(Unlinked with { Pods = [pod] }, Make.For(Make.Marketplace) with { Restart = RestartPolicy.Never }).Pods.Single().Command}");
    }

    [Fact]
    public void A_pod_of_which_nothing_is_known_fails_with_the_command_that_makes_the_kubelet_try_again()
    {
        var step = Plan(Unlinked, Make.StuckPod("p", message: ""));

        Assert.Equal((ItemAction.Failed, Verdict.Unknown, null, "oc delete pod p -n openshift-marketplace"), (step.Action, step.Verdict, step.Change, $"{step.Command}"));
        Assert.Null(Plan(Unlinked, Make.StuckPod("p", message: "") with { Owner = null }).Command);
        Assert.Equal(
            [$"Pod openshift-marketplace/p: neither the status nor an event says why; ImagePullBackOff on {Make.Image}. To make the kubelet try at once and say why: oc delete pod p -n openshift-marketplace"],
            Warnings.Of(ResultBuilder.OfPlan(Purpose.Diagnose, Make.Round(Unlinked with { Pods = [Make.StuckPod("p", message: "")] }), null)));
    }

    [Fact]
    public void A_secret_of_our_name_that_is_not_ours_and_unreadable_is_a_conflict_and_its_pods_fail()
    {
        var plan = Make.Plan(Make.Namespace() with
        {
            ServiceAccounts = [Make.Account("app")],
            Secret = Make.Foreign() with { Credentials = null, Problem = "has an entry \"quay.io\" whose auth is not base64" },
            Pods = [Make.StuckPod("p", account: "app", message: "illegal base64 data at input byte 0", links: Make.SecretName)],
        });

        Assert.Equal(ItemAction.Conflict, plan.Secret!.Action);
        Assert.Equal((ItemAction.Failed, Verdict.PullSecretUnreadable), (plan.Pods.Single().Action, plan.Pods.Single().Verdict));
        Assert.Empty(plan.Changes);
    }

    [Fact]
    public void A_secret_of_another_name_that_is_unreadable_brings_no_copy()
    {
        var plan = Make.Plan(Make.Namespace() with
        {
            ServiceAccounts = [Make.Account("app")],
            Pods = [Make.StuckPod("p", account: "app", message: "illegal base64 data at input byte 0", links: "team")],
        });

        Assert.Equal((null, ItemAction.Failed), (plan.Secret, plan.Pods.Single().Action));
        Assert.Empty(plan.Changes);
    }

    [Fact]
    public void Restart_never_leaves_pods_to_a_person()
    {
        var step = Make.Plan(Unlinked with { Pods = [Make.StuckPod("p")] }, Make.For(Make.Marketplace) with { Restart = RestartPolicy.Never }).Pods.Single();

        Assert.Equal((ItemAction.Skipped, null, "oc delete pod p -n openshift-marketplace"), (step.Action, step.Change, $"{step.Command}"));
        Assert.StartsWith($"{OptionReference.To("restart")} is never; ", step.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Restart_never_still_links()
    {
        var plan = Make.Plan(Unlinked with { Pods = [Make.StuckPod("p")] }, Make.For(Make.Marketplace) with { Restart = RestartPolicy.Never });

        Assert.Equal(ItemAction.Linked, plan.ServiceAccounts.Single().Action);
    }

    [Fact]
    public void A_target_overrides_restart_both_ways()
    {
        var ns = Unlinked with { Pods = [Make.StuckPod("p")] };
        Settings With(RestartPolicy all, RestartPolicy here) => new() { Restart = all, Targets = [new(new(Make.Marketplace), null, here)] };

        Assert.Equal(ItemAction.Skipped, Make.Plan(ns, With(RestartPolicy.AuthFailures, RestartPolicy.Never)).Pods.Single().Action);
        Assert.Equal(ItemAction.Restarted, Make.Plan(ns, With(RestartPolicy.Never, RestartPolicy.AuthFailures)).Pods.Single().Action);
    }

    [Fact]
    public void A_pod_of_an_account_that_is_no_target_is_left_alone_with_the_command_to_type()
    {
        var settings = new Settings { Targets = [new(new(Make.Marketplace), [new("app")])] };

        var step = Make.Plan(Unlinked with { Pods = [Make.StuckPod("p")] }, settings).Pods.Single();

        Assert.Equal((ItemAction.Skipped, "oc secrets link redhat-operators pull-secret --for=pull -n openshift-marketplace"), (step.Action, $"{step.Command}"));
        Assert.StartsWith("its serviceaccount redhat-operators is no target; ", step.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pod_of_an_account_that_opts_out_is_left_alone_without_a_command_that_would_opt_it_in()
    {
        var step = Plan(Make.Namespace() with { ServiceAccounts = [Make.Account("redhat-operators") with { IsOptedOut = true }] }, Make.StuckPod("p"));

        Assert.Equal((ItemAction.Skipped, null, null), (step.Action, step.Change, step.Command));
        Assert.StartsWith("its serviceaccount redhat-operators opts out; ", step.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pod_of_an_account_that_is_gone_is_left_alone_and_failed() => Assert.Equal(ItemAction.Failed, Plan(Make.Namespace(), Make.StuckPod("p")).Action);

    [Fact]
    public void A_conflict_stops_restarts_and_fails_the_pods_that_need_the_secret()
    {
        var plan = Make.Plan(Unlinked with
        {
            Secret = Make.Foreign(credentials: Make.Credentials("old.example.com")),
            Pods = [Make.StuckPod("a"), Make.StuckPod("b", message: Make.NotFound)],
        });

        Assert.Equal([ItemAction.Failed, ItemAction.Skipped], plan.Pods.Select(step => step.Action));
        Assert.StartsWith("the secret pull-secret is in conflict; ", plan.Pods[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Well_and_terminating_pods_are_in_no_plan() =>
        Assert.Empty(Make.Plan(Unlinked with { Pods = [Make.WellPod("a"), Make.StuckPod("b") with { IsTerminating = true }, Make.WellPod("c") with { IsReadyOrCompleted = false }] }).Pods);

    [Fact]
    public void An_update_poll_pod_is_restarted_as_any_other() => Assert.Equal(ItemAction.Restarted, Plan(Unlinked, Make.StuckPod("p") with { IsUpdatePoll = true }).Action);

    private static PodStep Plan(NamespaceSnapshot ns, PodSnapshot pod) => Make.Plan(ns with { Pods = [pod] }).Pods.Single();
}
