using PostSoftwareHook.Propagation;
using PostSoftwareHook.Tests.Infra;

namespace PostSoftwareHook.Tests.Propagation.Diagnosing;

/// <summary>What the registries, catalogd, OLM and the namespaces outside the targets say.</summary>
public class LookingBeyondThePods
{
    private static readonly ClusterSnapshot Well = Make.Cluster(Make.Namespace() with { Pods = [Make.WellPod("well")] });
    private static readonly ClusterSnapshot Stuck = Make.Cluster(Make.Namespace() with { Pods = [Make.StuckPod("p")] });
    private static readonly ClusterCatalogSnapshot Pulled = new("openshift-redhat-operators", Make.Image, IsRetrying: false, HasSucceeded: true, "Successfully unpacked");
    private static readonly ClusterCatalogSnapshot Refused = Pulled with { IsRetrying = true, HasSucceeded = false, Message = Answered.Refusal };

    [Fact]
    public void A_pod_that_waits_outside_the_targets_is_no_healthy_cluster()
    {
        var diagnosis = Diagnose(Well with { Elsewhere = [Make.Namespace("openshift-operators") with { Pods = [Make.StuckPod("p")] }] });

        Assert.Equal(Verdict.LinkMissing, diagnosis.Verdict);
        Assert.Equal("pod openshift-operators/p", $"{diagnosis.Evidence[0].Subject}");
        Assert.Empty(diagnosis.Pods);
        Assert.Equal("p", diagnosis.Elsewhere.Single().Pod.Name);
        Assert.Equal(["registry.redhat.io"], diagnosis.RegistriesNeeded);
    }

    [Fact]
    public void One_that_waits_there_for_another_reason_is_not_looked_at()
    {
        var diagnosis = Diagnose(Well with { Elsewhere = [Make.Namespace("openshift-operators") with { Pods = [Make.StuckPod("p", message: Make.NotFound)] }] });

        Assert.Equal(Verdict.Healthy, diagnosis.Verdict);
        Assert.Empty(diagnosis.Elsewhere);
    }

    [Fact]
    public void Each_answer_stands_beside_the_pods_that_it_explains()
    {
        var diagnosis = Diagnose(Stuck with { Findings = Answered.By(Answered.Accepted(AskedWith.Source), Answered.Refused(AskedWith.Node), Answered.Accepted(AskedWith.Node, "quay.io/lab/app:1")) });

        Assert.Equal(
            [
                (Verdict.LinkMissing, "pod openshift-marketplace/p", diagnosis.Pods.Single().Message),
                (Verdict.LinkMissing, "registry.redhat.io", $"accepts the credentials of openshift-config/pull-secret (asked {Answered.Through})"),
                (Verdict.LinkMissing, "registry.redhat.io", $"refuses the node's credentials (asked {Answered.Through}): {Answered.Refusal}"),
            ],
            Told(diagnosis));
    }

    [Fact]
    public void A_refused_source_is_told_even_while_no_pod_waits()
    {
        var diagnosis = Diagnose(Well with { Findings = Answered.By(Answered.Refused(AskedWith.Source)) });

        Assert.Equal([(Verdict.CredentialsRejected, "registry.redhat.io", $"refuses the credentials of openshift-config/pull-secret (asked {Answered.Through}): {Answered.Refusal}")], Told(diagnosis));
        Assert.Empty(Diagnose(Well with { Findings = Answered.By(Answered.Accepted(AskedWith.Source), Answered.Refused(AskedWith.Node)) }).Evidence);
    }

    [Fact]
    public void That_nobody_could_be_asked_is_said_once_for_each_registry()
    {
        var pods = new[] { Make.StuckPod("a"), Make.StuckPod("b", image: "registry.redhat.io/ubi9:1"), Make.StuckPod("c", image: "quay.io/lab/app:1") };
        var diagnosis = Diagnose(Make.Cluster(Make.Namespace() with { Pods = pods }) with { Findings = Answered.By(Answered.Accepted(AskedWith.Source, "quay.io/lab/app:1")) });

        Assert.Equal(
            [(Verdict.LinkMissing, "registry.redhat.io", "was not asked, so whether it accepts the source's credentials is not proven")],
            Told(diagnosis).Where(told => told.Message.StartsWith("was not asked", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("None", "None")]
    [InlineData("Refused", "None", "registry.redhat.io")]
    [InlineData("Refused", "Refused", "quay.io", "registry.redhat.io")]
    [InlineData("Accepted", "Refused", "quay.io")]
    [InlineData("NoSuchImage", "NoAnswer")]
    public void The_registries_that_refuse_the_source_are_known(string one, string other, params string[] refusing) =>
        Assert.Equal(
            refusing,
            Diagnose(Well with { Findings = Answered.By([.. Answered.Of(AskedWith.Source, one), .. Answered.Of(AskedWith.Source, other, "quay.io/lab/app:1"), .. Answered.Of(AskedWith.Node, "Refused")]) }).RegistriesThatRefuse);

    [Fact]
    public void What_catalogd_could_pull_proves_the_source()
    {
        var diagnosis = Diagnose(Stuck with { ClusterCatalogs = [Pulled] });

        Assert.Equal(
            [
                (Verdict.LinkMissing, "pod openshift-marketplace/p", diagnosis.Pods.Single().Message),
                (Verdict.LinkMissing, "registry.redhat.io", "accepts the credentials of openshift-config/pull-secret (asked by catalogd for clustercatalog openshift-redhat-operators)"),
            ],
            Told(diagnosis));
    }

    [Fact]
    public void What_catalogd_was_refused_refuses_the_source()
    {
        var diagnosis = Diagnose(Stuck with { ClusterCatalogs = [Refused] });

        Assert.Equal((Verdict.CredentialsRejected, true), (diagnosis.Verdict, diagnosis.RegistriesThatRefuse.Contains("registry.redhat.io")));
        Assert.StartsWith($"the registry refuses the source's credentials (asked by catalogd for clustercatalog openshift-redhat-operators: {Answered.Refusal}); ", diagnosis.Pods.Single().Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void What_catalogd_was_refused_is_told_even_while_no_pod_waits()
    {
        const string Told = $"catalogd pulls {Make.Image} with openshift-config/pull-secret, and is refused: {Answered.Refusal}";

        Assert.Contains((Verdict.CredentialsRejected, "clustercatalog openshift-redhat-operators", Told), LookingBeyondThePods.Told(Diagnose(Well with { ClusterCatalogs = [Refused] })));
        Assert.Equal(Verdict.SourceMissingRegistry, Diagnose(Well with { ClusterCatalogs = [Refused], Sources = [Make.Source(Make.Credentials("quay.io"))] }).Verdict);
        Assert.Equal(Verdict.Healthy, Diagnose(Well with { ClusterCatalogs = [Pulled, Refused with { Message = "manifest unknown" }, Refused with { IsRetrying = false }] }).Verdict);
    }

    [Fact]
    public void It_says_nothing_of_a_source_with_which_catalogd_does_not_pull()
    {
        var settings = Make.For(Make.Marketplace) with { Sources = [new("team", "registry-login")] };

        var diagnosis = Make.Round(Stuck with { Sources = [Make.Source() with { Id = settings.Sources[0] }], ClusterCatalogs = [Refused] }, settings).Diagnosis!;

        Assert.Equal((Verdict.LinkMissing, 0), (diagnosis.Pods.Single().Verdict, diagnosis.RegistriesThatRefuse.Count));
    }

    [Fact]
    public void What_does_not_depend_on_the_source_is_told_without_one()
    {
        var pods = new[] { Make.StuckPod("a", message: Make.MirrorRefused), Make.StuckPod("b", message: Make.ProxyRefused), Make.StuckPod("c") };

        Assert.Equal(
            [Verdict.SourceInvalid, Verdict.MirrorRefused, Verdict.ProxyRefused],
            Diagnose(Make.Cluster(Make.Namespace() with { Pods = pods }) with { Sources = [] }).Evidence.Select(evidence => evidence.Verdict));
    }

    [Fact]
    public void A_catalog_that_is_not_served_without_a_pod_that_says_why_is_told()
    {
        var diagnosis = Diagnose(Make.Cluster(Make.Namespace() with { CatalogSources = [Make.Catalog("redhat-operators"), Make.Catalog("certified-operators", null), Make.Catalog("good", "READY")], Pods = [Make.WellPod("well")] }));

        Assert.Equal(
            [
                (Verdict.CatalogsUnserved, "catalog source openshift-marketplace/redhat-operators", "is TRANSIENT_FAILURE, not READY"),
                (Verdict.CatalogsUnserved, "catalog source openshift-marketplace/certified-operators", "is not connected, not READY"),
            ],
            Told(diagnosis));
    }

    [Fact]
    public void One_whose_pod_says_why_is_told_by_that_pod()
    {
        var catalog = Make.Catalog("redhat-operators");

        Assert.DoesNotContain(
            Diagnose(Make.Cluster(Make.Namespace() with { CatalogSources = [catalog], Pods = [Make.StuckPod("p") with { Owner = Make.OwnedBy(catalog) }] })).Evidence,
            evidence => evidence.Verdict == Verdict.CatalogsUnserved);
    }

    [Fact]
    public void A_subscription_whose_bundle_was_not_unpacked_is_no_healthy_cluster() =>
        Assert.Equal(
            [(Verdict.OperatorsFailed, "subscription team-a/operator", "bundle unpacking failed")],
            Told(Diagnose(Well with { FailedSubscriptions = [new("team-a", "operator", new(Make.Marketplace, "redhat-operators"), "bundle unpacking failed")] })));

    private static IEnumerable<(Verdict Verdict, string Subject, string Message)> Told(Diagnosis diagnosis) =>
        diagnosis.Evidence.Select(evidence => (evidence.Verdict, $"{evidence.Subject}", evidence.Message));

    private static Diagnosis Diagnose(ClusterSnapshot cluster) => Make.Round(cluster).Diagnosis!;
}
