using PostSoftwareHook.Contract;
using PostSoftwareHook.Propagation;
using PostSoftwareHook.Tests.Infra;

namespace PostSoftwareHook.Tests.Propagation;

/// <summary>OLM replaces a catalog's pods when the links of its serviceaccount change, so a catalog that serves keeps its links.</summary>
public class SparingServingCatalogs
{
    private const string Kept = "its catalog serves from pod serving, and a link makes OLM replace that pod; set replace_ready_pods to link it anyway";

    private static readonly CatalogSourceSnapshot Catalog = Make.Catalog("redhat-operators", "READY");
    private static readonly PodSnapshot Ready = Make.WellPod("serving") with { Owner = Make.OwnedBy(Catalog) };
    private static readonly PodSnapshot StuckPoll = Make.StuckPod("poll") with { Owner = Make.OwnedBy(Catalog), IsUpdatePoll = true };
    private static readonly NamespaceSnapshot Serving = Make.Namespace() with { CatalogSources = [Catalog], ServiceAccounts = [Make.Account("redhat-operators")], Pods = [Ready] };
    private static readonly NamespaceSnapshot Linked = Serving with { Secret = Make.Copy(), ServiceAccounts = [Make.Account("redhat-operators", "other", Make.SecretName)] };
    private static readonly Settings Replacing = Make.For(Make.Marketplace) with { ReplaceReadyPods = true };

    [Fact]
    public void By_default_a_ready_pod_is_not_replaced() => Assert.False(new Settings().ReplaceReadyPods);

    [Fact]
    public void A_serving_catalogs_account_is_skipped_and_nothing_is_written()
    {
        var plan = Make.Plan(Serving);

        Assert.Equal((ItemAction.Skipped, Kept), (plan.ServiceAccounts.Single().Action, Plainly(plan.ServiceAccounts.Single().Reason)));
        Assert.Null(plan.Secret);
        Assert.Empty(plan.Changes);
    }

    [Fact]
    public void However_it_was_selected() =>
        Assert.Equal(ItemAction.Skipped, Make.Plan(Serving, new() { Targets = [new(new(Make.Marketplace), [new("redhat-*")])] }).ServiceAccounts.Single().Action);

    [Fact]
    public void Somebody_elses_secret_is_neither_adopted_nor_a_conflict_for_its_sake()
    {
        Assert.Null(Make.Plan(Serving with { Secret = Make.Foreign() }).Secret);
        Assert.Null(Make.Plan(Serving with { Secret = Make.Foreign(credentials: Make.Credentials("old.example.com")) }).Secret);
    }

    [Fact]
    public void With_consent_it_is_linked() => AssertLinked(Serving, Replacing);

    [Fact]
    public void A_catalog_without_a_ready_pod_of_its_own_is_linked()
    {
        AssertLinked(Serving with { Pods = [] });
        AssertLinked(Serving with { Pods = [Ready with { IsReadyOrCompleted = false }] });
        AssertLinked(Serving with { Pods = [Ready with { IsTerminating = true }] });
        AssertLinked(Serving with { Pods = [Ready with { IsUpdatePoll = true }] });
        AssertLinked(Serving with { Pods = [Make.WellPod("of-another")] });
    }

    [Fact]
    public void A_klusterlet_with_a_ready_pod_is_linked() =>
        Assert.Equal(
            ItemAction.Linked,
            Make.Plan(Make.Namespace() with { ServiceAccounts = [Make.Account("klusterlet")], Pods = [Make.WellPod("p", "klusterlet")] }).ServiceAccounts.Single().Action);

    [Fact]
    public void One_that_serves_does_not_hold_up_one_that_does_not()
    {
        var plan = Make.Plan(Serving with
        {
            CatalogSources = [Make.Catalog("certified-operators"), Catalog],
            ServiceAccounts = [Make.Account("certified-operators"), Make.Account("redhat-operators")],
            Pods = [Ready, Make.StuckPod("stuck", "certified-operators")],
        });

        Assert.Equal(["WriteSecret pull-secret", "LinkServiceAccount certified-operators", "RestartPod stuck"], plan.Changes.Select(change => $"{change.GetType().Name} {change.Name}"));
    }

    [Fact]
    public void A_link_that_is_there_is_kept_and_so_is_its_secret()
    {
        var plan = Make.Plan(Linked with { Secret = null });

        Assert.Equal(ItemAction.Unchanged, plan.ServiceAccounts.Single().Action);
        Assert.Equal(ItemAction.Created, plan.Secret!.Action);
    }

    [Fact]
    public void A_stuck_poll_of_a_serving_catalog_has_failed_with_that_hindrance()
    {
        var plan = Make.Plan(Serving with { Pods = [Ready, StuckPoll] });

        var step = plan.Pods.Single();
        Assert.Equal((ItemAction.Failed, null), (step.Action, step.Change));
        Assert.Equal($"its serviceaccount redhat-operators is not linked: {Kept}", Plainly(step.Hindrance));
        Assert.Empty(plan.Changes);
    }

    [Fact]
    public void A_stuck_poll_whose_account_is_linked_is_restarted() =>
        Assert.Equal(ItemAction.Restarted, Make.Plan(Linked with { Pods = [Ready, StuckPoll with { CreatedAt = Make.Start.AddMinutes(-1) }] }).Pods.Single().Action);

    [Fact]
    public void Where_a_person_wants_no_restart_a_stuck_poll_fails_nothing() =>
        Assert.Equal(ItemAction.Skipped, Make.Plan(Serving with { Pods = [Ready, StuckPoll] }, Make.For(Make.Marketplace) with { Restart = RestartPolicy.Never }).Pods.Single().Action);

    [Fact]
    public void A_verification_misses_no_link_of_a_serving_catalog()
    {
        var round = Make.Round(Serving);

        Assert.Empty(Verification.Judge(round));
        Assert.Equal("Verified: no pod of the targets is held back by authentication, and every catalog answers.", Sentence.Of(ResultBuilder.OfVerification(round, [], null)));
        Assert.DoesNotContain(Verification.Judged(round.Plan).Targets.SelectMany(target => target.ServiceAccounts), step => step.Action == ItemAction.Pending);
    }

    [Fact]
    public void The_sentence_does_not_claim_that_it_carries_the_secret() =>
        Assert.Equal(
            "Nothing to do: no pod of the targets is held back by authentication, and 1 serviceaccount is left without the pull secret, each with a reason.",
            Sentence.Of(ResultBuilder.OfPlan(Purpose.Diagnose, Make.Round(Serving), null)));

    [Fact]
    public void With_consent_the_plan_and_the_report_count_the_pods_that_olm_replaces()
    {
        const string Cost = "OLM replaces 1 Ready pod (serving): the imagePullSecrets of its catalog's serviceaccount change.";
        var round = Make.Round(Serving, Replacing);
        var later = Make.Round(Linked, Replacing);

        var plan = Assert.Single(ResultBuilder.OfPlan(Purpose.Diagnose, round, null).Notices);
        Assert.Equal((Subject.Catalog(Make.Marketplace, "redhat-operators"), Cost), (plan.Subject, plan.Text));
        var applied = round with { Applied = [.. round.Plan.Changes.Select(change => new AppliedChange(change, change is WriteSecret ? ItemAction.Created : ItemAction.Linked))] };
        Assert.Equal([Cost], ResultBuilder.OfRun(Purpose.Heal, [applied, later], [], null).Notices.Select(notice => notice.Text));
        Assert.Empty(ResultBuilder.OfRun(Purpose.Heal, [round, later], [], null).Notices);
    }

    [Fact]
    public void Several_pods_are_counted_in_the_plural()
    {
        var other = Make.Catalog("other", "READY");
        var round = Make.Round(
            Serving with
            {
                CatalogSources = [other, Catalog],
                ServiceAccounts = [Make.Account("other"), Make.Account("redhat-operators")],
                Pods = [Make.WellPod("another", "other") with { Owner = Make.OwnedBy(other) }, Ready],
            },
            Replacing);

        Assert.Equal(
            ["OLM replaces 2 Ready pods (another, serving): the imagePullSecrets of their catalogs' serviceaccounts change."],
            ResultBuilder.OfPlan(Purpose.Diagnose, round, null).Notices.Select(notice => notice.Text));
    }

    [Fact]
    public void Removal_leaves_a_serving_catalogs_link_and_the_secret_and_says_what_undoing_costs()
    {
        var plan = RemovalPlanner.Plan(
            Make.Cluster(Linked with { ServiceAccounts = [.. Linked.ServiceAccounts, Make.Account("default", Make.SecretName)] }), Make.For(Make.Marketplace));

        var target = plan.Targets.Single();
        Assert.Equal(["UnlinkServiceAccount default"], plan.Changes.Select(change => $"{change.GetType().Name} {change.Name}"));
        Assert.Equal(
            (ItemAction.Skipped, "its catalog serves from pod serving, and removing the link makes OLM replace that pod; set replace_ready_pods to unlink it anyway"),
            (target.ServiceAccounts[0].Action, Plainly(target.ServiceAccounts[0].Reason)));
        Assert.Equal((ItemAction.Skipped, "redhat-operators carries it"), (target.Secret!.Action, target.Secret.Reason));
        Assert.Equal(
            "In openshift-marketplace, the links of redhat-operators stay, and so does the secret that they name: if they are removed, OLM replaces 1 Ready pod (serving), "
            + "and the new ones pull with the node's credentials alone. Set replace_ready_pods to remove them anyway.",
            Plainly(Assert.Single(plan.Notices).Text));
    }

    [Fact]
    public void Removal_that_leaves_every_link_does_not_say_that_there_is_none() =>
        Assert.Equal(
            "Nothing was removed: 1 serviceaccount link stays, see the warnings.",
            Sentence.Of(ResultBuilder.OfPlan(Purpose.PreviewRemoval, new(Make.Cluster(Linked), null, RemovalPlanner.Plan(Make.Cluster(Linked), Make.For(Make.Marketplace)), []), null)));

    [Fact]
    public void With_consent_removal_takes_all_and_counts_the_pods()
    {
        var cluster = Make.Cluster(Linked);
        var plan = RemovalPlanner.Plan(cluster, Replacing);

        Assert.Equal(["UnlinkServiceAccount redhat-operators", "DeleteSecret pull-secret"], plan.Changes.Select(change => $"{change.GetType().Name} {change.Name}"));
        Assert.StartsWith("OLM replaces 1 Ready pod (serving): ", Assert.Single(ResultBuilder.OfPlan(Purpose.PreviewRemoval, new(cluster, null, plan, []), null).Notices).Text, StringComparison.Ordinal);
    }

    private static void AssertLinked(NamespaceSnapshot ns, Settings? settings = null)
    {
        var plan = Make.Plan(ns, settings);

        Assert.Equal((ItemAction.Created, ItemAction.Linked), (plan.Secret!.Action, plan.ServiceAccounts.Single().Action));
    }

    private static string? Plainly(string? text) => text is null ? null : OptionReference.Write(text, name => name);
}
