using PostSoftwareHook.Contract;
using PostSoftwareHook.Propagation;
using PostSoftwareHook.Tests.Infra;

namespace PostSoftwareHook.Tests.Propagation;

public class ReportingPlans
{
    [Fact]
    public void A_plan_with_changes_says_changed_and_what_it_would_do()
    {
        var report = ResultBuilder.OfPlan(Purpose.Diagnose, Runs.Planned, null);

        Assert.True(report.Changed);
        Assert.False(report.Failed);
        Assert.Equal(TargetStatus.Healed, report.Targets[0].Status);
        Assert.Equal(ItemAction.Created, report.Targets[0].Secret!.Action);
        Assert.Equal(["quay.io", "registry.redhat.io"], report.Targets[0].Secret!.Hosts);
        Assert.Equal([("redhat-operators", ItemAction.Linked)], report.Targets[0].ServiceAccounts.Select(account => (account.Name, account.Action)));
        Assert.Equal(["bare", "wrong-tag"], report.Notices.Select(notice => notice.Subject.Name));
    }

    [Fact]
    public void A_plan_without_changes_says_unchanged()
    {
        var report = ResultBuilder.OfPlan(Purpose.Diagnose, Runs.Healed, null);

        Assert.False(report.Changed);
        Assert.Equal(TargetStatus.Unchanged, report.Targets[0].Status);
        Assert.Equal(ItemAction.Unchanged, report.Targets[0].Secret!.Action);
    }

    [Fact]
    public void A_namespace_that_is_not_there_is_pending()
    {
        var target = ResultBuilder.OfPlan(Purpose.Diagnose, Runs.Planned, null).Targets[1];

        Assert.Equal((TargetStatus.Pending, "the namespace isn't there yet", null), (target.Status, target.LeftAlone, target.Secret));
    }

    [Fact]
    public void A_namespace_that_opts_out_is_unchanged_with_the_reason()
    {
        var target = ResultBuilder.OfPlan(Purpose.Diagnose, Make.Round(Runs.StuckNamespace with { IsOptedOut = true }), null).Targets.Single();

        Assert.Equal((TargetStatus.Unchanged, "its annotation post-software-hook/opt-out opts it out"), (target.Status, target.LeftAlone));
    }

    [Fact]
    public void A_conflict_fails_the_plan_and_its_target()
    {
        var report = ResultBuilder.OfPlan(Purpose.Diagnose, Make.Round(Runs.StuckNamespace with { Secret = Make.Foreign(credentials: Make.Credentials("old.example.com")) }), null);

        Assert.True(report.Failed);
        Assert.False(report.Changed);
        Assert.Equal(TargetStatus.Failed, report.Targets.Single().Status);
        Assert.Equal(ItemAction.Conflict, report.Targets.Single().Secret!.Action);
        Assert.Contains($"Set {OptionReference.To("force")} to replace it", report.Targets.Single().Secret!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pod_that_can_not_be_helped_fails_the_plan()
    {
        var report = ResultBuilder.OfPlan(Purpose.Diagnose, Make.Round(Runs.HealedNamespace with { Pods = [Make.StuckPod("p", links: Make.SecretName)] }), null);

        Assert.True(report.Failed);
        Assert.Equal(TargetStatus.Failed, report.Targets.Single().Status);
    }

    [Fact]
    public void A_problem_of_the_source_is_the_message_and_fails()
    {
        var round = Make.Round(Make.Cluster(Runs.StuckNamespace) with { Sources = [] });

        var report = ResultBuilder.OfPlan(Purpose.Diagnose, round, "The source is not there.");

        Assert.Equal((true, false, "The source is not there."), (report.Failed, report.Changed, Sentence.Of(report)));
        Assert.Empty(report.Targets);
        Assert.Equal(Verdict.SourceInvalid, report.Diagnosis!.Verdict);
    }

    [Fact]
    public void A_catalog_is_ready_only_if_its_pod_is_too()
    {
        var catalog = Make.Catalog("redhat-operators", "READY");
        var pod = Make.WellPod("p") with { Owner = Make.OwnedBy(catalog) };
        bool IsReady(CatalogSourceSnapshot found, params IReadOnlyList<PodSnapshot> pods) =>
            ResultBuilder.OfPlan(Purpose.Diagnose, Make.Round(Make.Namespace() with { CatalogSources = [found], Pods = pods }), null).Catalogs.Single().Ready;

        Assert.True(IsReady(catalog, pod));
        Assert.True(IsReady(catalog));
        Assert.False(IsReady(catalog, pod with { IsReadyOrCompleted = false }));
        Assert.False(IsReady(catalog with { State = "CONNECTING" }, pod));
        Assert.True(IsReady(catalog, pod, pod with { IsReadyOrCompleted = false, IsTerminating = true }));
        Assert.True(IsReady(catalog, pod, pod with { IsReadyOrCompleted = false, IsUpdatePoll = true }));
    }

    [Fact]
    public void The_catalogs_of_all_namespaces_are_listed_with_their_state()
    {
        var cluster = Make.Cluster(
            Make.Namespace("a") with { CatalogSources = [Make.Catalog("one", null)] },
            Make.Namespace("b") with { CatalogSources = [Make.Catalog("two", "READY")] });

        Assert.Equal([new("a", "one", null, false), new("b", "two", "READY", true)], ResultBuilder.OfPlan(Purpose.Diagnose, Make.Round(cluster), null).Catalogs);
    }
}
