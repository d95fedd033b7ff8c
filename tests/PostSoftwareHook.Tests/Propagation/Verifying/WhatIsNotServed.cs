using PostSoftwareHook.Propagation;
using PostSoftwareHook.Tests.Infra;

namespace PostSoftwareHook.Tests.Propagation.Verifying;

/// <summary>Catalogs that do not answer and operators that were not installed are missing, although no pod waits.</summary>
public class WhatIsNotServed
{
    private static readonly CatalogSourceSnapshot Catalog = Make.Catalog("redhat-operators");
    private static readonly SubscriptionSnapshot Failed = new("team-a", "operator", new(Make.Marketplace, "redhat-operators"), "bundle unpacking failed. Reason: DeadlineExceeded");

    [Fact]
    public void A_catalog_of_which_there_is_no_pod_must_answer()
    {
        var missing = Assert.Single(Judge(Of()));

        Assert.Equal(UnmetCondition.Of(Subject.Catalog(Make.Marketplace, "redhat-operators"), "is TRANSIENT_FAILURE, not READY yet"), missing);
    }

    [Fact]
    public void A_catalog_that_answers_misses_nothing() => Assert.Empty(Judge(Of() with { Namespaces = [Make.Namespace() with { CatalogSources = [Catalog with { State = "READY" }] }] }));

    [Fact]
    public void A_catalog_whose_pod_is_healed_or_failed_is_told_by_its_pod()
    {
        Assert.Empty(Judge(Of(Pod(Make.Unauthorized))));
        Assert.Empty(Judge(Of(Pod(Make.MirrorRefused))));
        Assert.Empty(Judge(Of(Pod(""))));
    }

    [Fact]
    public void A_catalog_whose_pod_waits_for_another_reason_fails_with_that_reason()
    {
        var missing = Assert.Single(Judge(Of(Pod(Make.NotFound))));

        Assert.Equal((true, true), (missing.IsFailure, missing.CannotRecover));
        Assert.Equal($"catalog source redhat-operators is TRANSIENT_FAILURE, not READY: ImagePullBackOff on {Make.Image}: {Make.NotFound}", missing.Message);
    }

    [Fact]
    public void A_poll_for_updates_says_nothing_of_its_catalog() => Assert.False(Assert.Single(Judge(Of(Pod(Make.Unauthorized) with { IsUpdatePoll = true }))).CannotRecover);

    [Fact]
    public void A_namespace_that_is_left_alone_or_could_not_be_read_says_nothing()
    {
        Assert.Empty(Judge(Make.Cluster(Make.Namespace() with { IsOptedOut = true, CatalogSources = [Catalog] })));
        Assert.Empty(Judge(Make.Cluster(Make.Namespace() with { Problem = "It may not be read.", CatalogSources = [Catalog] })));
    }

    [Fact]
    public void A_cluster_catalog_that_is_refused_fails_and_is_hopeless()
    {
        ClusterCatalogSnapshot catalog = new("openshift-redhat-operators", Make.Image, IsRetrying: true, HasSucceeded: false, Answered.Refusal);

        Assert.Equal(
            new(Subject.ClusterCatalog("openshift-redhat-operators"), $"openshift-redhat-operators is refused: {Answered.Refusal}", IsFailure: true, CannotRecover: true),
            Assert.Single(Judge(Make.Cluster(Make.Namespace()) with { ClusterCatalogs = [catalog] })));
        Assert.Empty(Judge(Make.Cluster(Make.Namespace()) with { ClusterCatalogs = [catalog with { Message = "manifest unknown" }, catalog with { IsRetrying = false, HasSucceeded = true }] }));
    }

    [Fact]
    public void An_operator_that_was_not_installed_fails()
    {
        var missing = Assert.Single(Judge(Make.Cluster(Make.Namespace()) with { FailedSubscriptions = [Failed] }));

        Assert.Equal(
            UnmetCondition.Of(Subject.Subscription("team-a", "operator"), "is not installed: bundle unpacking failed. Reason: DeadlineExceeded", cannotRecover: true), missing);
    }

    [Theory]
    [InlineData(Make.Marketplace, "Restarted", false)]
    [InlineData(Make.Marketplace, "Unchanged", true)]
    [InlineData("another", "Restarted", true)]
    public void It_is_waited_for_once_a_job_of_its_catalogs_namespace_was_deleted(string ns, string action, bool cannotRecover)
    {
        var round = Make.Round(Make.Cluster(Make.Namespace()) with { FailedSubscriptions = [Failed] });
        AppliedChange deleted = new(new DeleteJob(ns, "job", Make.StuckPod("p")), Enum.Parse<ItemAction>(action));

        Assert.Equal(cannotRecover, Assert.Single(ClusterConditions.Judge(round, [deleted])).CannotRecover);
    }

    [Fact]
    public void Heal_and_verify_miss_them_alike_and_a_removal_does_not()
    {
        var round = Make.Round(Of() with { FailedSubscriptions = [Failed] });

        Assert.Equal(2, Recovery.Judge([round], round).Count(condition => condition.IsFailure));
        Assert.Equal(2, Verification.Judge(round).Count(condition => condition.IsFailure));
        Assert.Empty(Recovery.Judge([round with { Diagnosis = null }], round with { Diagnosis = null }));
    }

    private static PodSnapshot Pod(string message) => Make.StuckPod("p", message: message) with { Owner = Make.OwnedBy(Catalog) };

    private static ClusterSnapshot Of(params IReadOnlyList<PodSnapshot> pods) =>
        Make.Cluster(Make.Namespace() with { ServiceAccounts = [Make.Account("redhat-operators")], CatalogSources = [Catalog], Pods = pods });

    private static List<UnmetCondition> Judge(ClusterSnapshot cluster) => [.. ClusterConditions.Judge(Make.Round(cluster), [])];
}
