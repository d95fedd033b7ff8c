using PostSoftwareHook.Propagation;
using PostSoftwareHook.Tests.Infra;

namespace PostSoftwareHook.Tests.Propagation;

public class DiagnosingClusters
{
    private static readonly NamespaceSnapshot Well = Make.Namespace() with
    {
        ServiceAccounts = [Make.Account("redhat-operators", Make.SecretName)],
        Secret = Make.Copy(),
        Pods = [Make.WellPod("p")],
    };

    private static readonly PodSnapshot Unlinked = Make.StuckPod("unlinked");
    private static readonly PodSnapshot Rejected = Make.StuckPod("rejected", links: Make.SecretName);
    private static readonly PodSnapshot Silent = Make.StuckPod("silent", message: "");
    private static readonly PodSnapshot Unreadable = Make.StuckPod("unreadable", message: "illegal base64 data at input byte 0", links: "team");
    private static readonly PodSnapshot Unknown = Make.StuckPod("unknown", image: "nvcr.io/nvidia/app:1");
    private static readonly PodSnapshot Own = Make.StuckPod("own", links: "team");
    private static readonly PodSnapshot Transient = Make.StuckPod("transient", image: "quay.io/lab/app:1");
    private static readonly PodSnapshot Mirror = Make.StuckPod("mirror", message: Make.MirrorRefused);
    private static readonly PodSnapshot Proxy = Make.StuckPod("proxy", message: Make.ProxyRefused);
    private static readonly PodSnapshot Missing = Make.StuckPod("missing", message: Make.NotFound);

    [Fact]
    public void A_cluster_without_stuck_pods_is_healthy()
    {
        var diagnosis = Diagnose(Make.Cluster(Well));

        Assert.Equal(Verdict.Healthy, diagnosis.Verdict);
        Assert.Empty(diagnosis.Evidence);
        Assert.Empty(diagnosis.RegistriesNeeded);
        Assert.Equal(["quay.io", "registry.redhat.io"], diagnosis.RegistriesInSource);
    }

    [Fact]
    public void A_pod_without_the_secret_makes_it_link_missing()
    {
        var diagnosis = Diagnose(Make.Cluster(Well with { Pods = [Unlinked] }));

        Assert.Equal(Verdict.LinkMissing, diagnosis.Verdict);
        Assert.Equal(["registry.redhat.io"], diagnosis.RegistriesNeeded);
        Assert.Equal(
            [
                new("LinkMissing", "pod openshift-marketplace/unlinked", diagnosis.Pods.Single().Message),
                new("LinkMissing", "registry.redhat.io", "was not asked, so whether it accepts the source's credentials is not proven"),
            ],
            diagnosis.Evidence.Select(Tuple));
    }

    [Fact]
    public void A_copy_of_ours_that_differs_makes_it_copy_stale_even_while_no_pod_is_stuck()
    {
        var diagnosis = Diagnose(Make.Cluster(Well with { Secret = Make.Copy(credentials: Make.Credentials(("quay.io", "old"), ("registry.redhat.io", "password-of-registry.redhat.io"))) }));

        Assert.Equal(Verdict.CopyStale, diagnosis.Verdict);
        var evidence = Assert.Single(diagnosis.Evidence);
        Assert.Equal("secret openshift-marketplace/pull-secret", $"{evidence.Subject}");
        Assert.Equal("differs from the source in quay.io", evidence.Message);
    }

    [Fact]
    public void A_copy_of_ours_that_can_not_be_read_is_stale_and_says_why()
    {
        var diagnosis = Diagnose(Make.Cluster(Well with { Secret = Make.Copy() with { Credentials = null, Problem = "is not JSON (line 1, byte 0)" } }));

        Assert.Equal(Verdict.CopyStale, diagnosis.Verdict);
        Assert.Equal("is not JSON (line 1, byte 0)", diagnosis.Evidence.Single().Message);
    }

    [Fact]
    public void A_copy_of_ours_with_another_type_is_stale_and_says_so() =>
        Assert.Equal(
            "has type Opaque, not kubernetes.io/dockerconfigjson",
            Diagnose(Make.Cluster(Well with { Secret = Make.Copy() with { Type = "Opaque" } })).Evidence.Single().Message);

    [Fact]
    public void A_secret_that_is_not_ours_is_nobodys_stale_copy() =>
        Assert.Equal(Verdict.Healthy, Diagnose(Make.Cluster(Well with { Secret = Make.Foreign(credentials: Make.Credentials(("quay.io", "old"))) })).Verdict);

    [Fact]
    public void A_registry_that_the_source_lacks_makes_it_source_missing_registry()
    {
        var diagnosis = Diagnose(Make.Cluster(Well with { Pods = [Unknown] }));

        Assert.Equal(Verdict.SourceMissingRegistry, diagnosis.Verdict);
        Assert.Equal(["nvcr.io"], diagnosis.RegistriesNeeded);
    }

    [Fact]
    public void A_source_that_can_not_be_used_makes_it_source_invalid()
    {
        var diagnosis = Diagnose(Make.Cluster(Well with { Pods = [Unlinked, Missing] }) with { Sources = [] });

        Assert.Equal(Verdict.SourceInvalid, diagnosis.Verdict);
        Assert.Equal("secret openshift-config/pull-secret", $"{diagnosis.Evidence[0].Subject}");
        Assert.StartsWith("The source secret openshift-config/pull-secret does not exist.", diagnosis.Evidence[0].Message, StringComparison.Ordinal);
        Assert.Equal(["registry.redhat.io"], diagnosis.RegistriesNeeded);
        Assert.Empty(diagnosis.RegistriesInSource);
    }

    [Fact]
    public void Without_a_source_no_copy_and_no_pod_is_blamed_on_it()
    {
        var diagnosis = Diagnose(Make.Cluster(Well with { Pods = [Unlinked, Missing] }) with { Sources = [] });

        Assert.Equal(["secret openshift-config/pull-secret", "pod openshift-marketplace/missing"], diagnosis.Evidence.Select(e => $"{e.Subject}"));
    }

    [Fact]
    public void A_pod_that_is_refused_with_an_equal_secret_makes_it_credentials_rejected() =>
        Assert.Equal(Verdict.CredentialsRejected, Diagnose(Make.Cluster(Well with { Pods = [Rejected] })).Verdict);

    [Fact]
    public void Other_pull_errors_make_it_not_authentication()
    {
        var diagnosis = Diagnose(Make.Cluster(Well with { Pods = [Missing] }));

        Assert.Equal(Verdict.NotAuthentication, diagnosis.Verdict);
        Assert.Empty(diagnosis.RegistriesNeeded);
    }

    [Fact]
    public void Of_a_silent_pod_neither_a_registry_nor_a_pool_is_blamed()
    {
        var diagnosis = Diagnose(Make.Cluster(Well with { Pods = [Silent] }) with { MachineConfigPools = [new("worker", true, false, false, "")] });

        Assert.Equal(Verdict.Unknown, diagnosis.Verdict);
        Assert.Empty(diagnosis.RegistriesNeeded);
    }

    [Fact]
    public void Without_a_source_silent_pods_and_unreadable_secrets_are_told_all_the_same()
    {
        var diagnosis = Diagnose(Make.Cluster(Well with { Pods = [Silent, Unreadable, Unlinked] }) with { Sources = [] });

        Assert.Equal([Verdict.SourceInvalid, Verdict.Unknown, Verdict.PullSecretUnreadable], diagnosis.Evidence.Select(e => e.Verdict));
    }

    [Fact]
    public void A_cluster_without_a_ready_node_is_not_ready()
    {
        var diagnosis = Diagnose(Make.Cluster(Well with { Pods = [Unlinked] }) with { Nodes = Make.Nodes(0, 3) });

        Assert.Equal(Verdict.ClusterNotReady, diagnosis.Verdict);
        Assert.Equal(new("ClusterNotReady", "nodes", "0 of 3 are Ready"), Tuple(diagnosis.Evidence[0]));
    }

    [Fact]
    public void One_ready_node_is_enough_and_nodes_that_were_not_asked_are_not_held_against_it()
    {
        Assert.Equal(Verdict.Healthy, Diagnose(Make.Cluster(Well) with { Nodes = Make.Nodes(1, 3) }).Verdict);
        Assert.Equal(Verdict.Healthy, Diagnose(Make.Cluster(Well) with { Nodes = null }).Verdict);
    }

    [Fact]
    public void A_cluster_without_any_target_namespace_is_not_ready()
    {
        var diagnosis = Diagnose(Make.Cluster(), Make.For("openshift-marketplace", "klusterlet-*"));

        Assert.Equal(Verdict.ClusterNotReady, diagnosis.Verdict);
        Assert.Equal("none of the targets is there: openshift-marketplace, klusterlet-*", diagnosis.Evidence.Single().Message);
    }

    [Fact]
    public void A_target_that_is_mistyped_says_nothing_about_the_cluster() =>
        Assert.Equal(Verdict.Healthy, Diagnose(Make.Cluster(), Make.For("openshift-marketplce")).Verdict);

    [Fact]
    public void Namespaces_that_are_left_alone_say_nothing()
    {
        var stale = Well with { Pods = [Unlinked], Secret = Make.Copy(credentials: Make.Credentials("old.example.com")) };

        Assert.Equal(Verdict.Healthy, Diagnose(Make.Cluster(stale with { IsOptedOut = true })).Verdict);
        Assert.Equal(Verdict.Healthy, Diagnose(Make.Cluster(stale with { IsTerminating = true })).Verdict);
    }

    /// <summary>
    /// Takes away the leading cause, one after the other: each time the next one leads. What the nodes lack explains and leads nowhere.
    /// </summary>
    [Fact]
    public void Of_several_verdicts_the_first_in_the_order_leads()
    {
        var silent = Silent with { Node = "node-0" };
        var all = Make.Cluster(
            Well with
            {
                Pods = [Missing, silent, Unreadable, Rejected, Unknown, Unlinked, Own, Transient, Mirror, Proxy],
                CatalogSources = [Make.Catalog("unserved")],
            },
            Make.Namespace("openshift-stale") with { Secret = Make.Copy("openshift-stale", Make.Credentials("old.example.com")) }) with
        {
            Sources = [],
            Nodes = Make.Nodes(0, 3),
            Findings = Answered.By(Answered.Accepted(AskedWith.Node, Transient.Stuck[0].Image)).WithTemplate(Own, "team"),
            FailedSubscriptions = [new(Make.Marketplace, "operator", new(Make.Marketplace, "redhat-operators"), "bundle unpacking failed")],
        };
        List<Verdict> verdicts = [Diagnose(all).Verdict];
        Then(all with { Nodes = [new("node-0", true, "rendered-worker-1", "rendered-worker-2")] });
        Then(all with { Sources = [Make.Source()] });
        foreach (var pod in new[] { Unknown, Proxy, Mirror, Rejected, Own, Unreadable })
        {
            Then(Without(all, pod));
        }

        Then(all with { Namespaces = [all.Namespaces[0]] });
        Then(Without(all, Unlinked));
        Then(Without(all, Transient));
        Then(Without(all, silent));
        Then(all with { FailedSubscriptions = [] });
        Then(all with { Namespaces = [all.Namespaces[0] with { CatalogSources = [] }] });
        Then(Without(all, Missing));

        Assert.Equal(
            [
                Verdict.ClusterNotReady, Verdict.SourceInvalid, Verdict.SourceMissingRegistry, Verdict.ProxyRefused,
                Verdict.MirrorRefused, Verdict.CredentialsRejected, Verdict.OwnPullSecrets, Verdict.PullSecretUnreadable,
                Verdict.CopyStale, Verdict.LinkMissing, Verdict.TransientRefusal,
                Verdict.Unknown, Verdict.OperatorsFailed, Verdict.CatalogsUnserved, Verdict.NotAuthentication, Verdict.Healthy,
            ],
            verdicts);
        Assert.Equal(Enum.GetValues<Verdict>().Except([Verdict.NodeConfigNotRolledOut]), verdicts.Order());

        void Then(ClusterSnapshot next)
        {
            all = next;
            verdicts.Add(Diagnose(next).Verdict);
        }
    }

    [Fact]
    public void The_evidence_of_the_verdict_comes_first_and_none_is_lost()
    {
        var diagnosis = Diagnose(Make.Cluster(Well with { Pods = [Missing, Unlinked, Unknown] }));

        Assert.Equal([Verdict.SourceMissingRegistry, Verdict.NotAuthentication, Verdict.LinkMissing, Verdict.LinkMissing], diagnosis.Evidence.Select(e => e.Verdict));
    }

    private static ClusterSnapshot Without(ClusterSnapshot cluster, PodSnapshot pod) => cluster with
    {
        Namespaces = [.. cluster.Namespaces.Select(ns => ns with { Pods = [.. ns.Pods.Where(other => other != pod)] })],
    };

    private static Tuple<string, string, string> Tuple(Evidence evidence) => new(evidence.Verdict.ToString(), $"{evidence.Subject}", evidence.Message);

    private static Diagnosis Diagnose(ClusterSnapshot cluster, Settings? settings = null) => Make.Round(cluster, settings).Diagnosis!;
}
