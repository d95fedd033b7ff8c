using PostSoftwareHook.Propagation;
using PostSoftwareHook.Tests.Infra;

namespace PostSoftwareHook.Tests.Propagation.Investigating;

/// <summary>For which images the registries are asked.</summary>
public class AskingForImages
{
    private static readonly string[] Hosts = ["a.example.com", "b.example.com", "c.example.com", "d.example.com", "e.example.com"];

    [Fact]
    public void For_one_that_a_pod_is_refused_with_both_credentials()
    {
        var questions = Ask(Make.StuckPod("p"));

        Assert.Equal([Make.Image], questions.ImagesForSource);
        Assert.Equal([Make.Image], questions.ImagesForNode);
    }

    [Fact]
    public void For_one_of_which_nothing_says_why() => Assert.Equal([Make.Image], Ask(Make.StuckPod("p", message: "")).ImagesForNode);

    [Fact]
    public void For_one_of_each_registry_the_oldest_first_and_four_at_most()
    {
        var pods = Hosts.SelectMany((host, i) => new[] { Aged($"{host}/app:new", 10 - i), Aged($"{host}/app:old", -i) }).ToList();
        var cluster = Make.Cluster(Make.Namespace() with { Pods = pods }) with { Sources = [Make.Source(Make.Credentials(Hosts))] };

        string[] oldest = ["e.example.com/app:old", "d.example.com/app:old", "c.example.com/app:old", "b.example.com/app:old"];
        Assert.Equal(oldest, Ask(cluster).ImagesForSource);
        Assert.Equal(oldest, Ask(cluster).ImagesForNode);
        Assert.Equal(["a.example.com/app:old"], Ask(After(cluster)).ImagesForNode);

        static PodSnapshot Aged(string image, int minutes) => Make.StuckPod($"p{minutes}", image: image) with { CreatedAt = Make.Start.AddMinutes(minutes) };
    }

    [Fact]
    public void With_the_sources_credentials_only_where_it_has_any()
    {
        var questions = Ask(Make.StuckPod("p", image: "nvcr.io/lab/app:1"));

        Assert.Empty(questions.ImagesForSource);
        Assert.Equal(["nvcr.io/lab/app:1"], questions.ImagesForNode);
    }

    [Fact]
    public void Not_with_the_nodes_where_the_control_plane_is_hosted_elsewhere()
    {
        var cluster = Make.Cluster(Make.Namespace() with { Pods = [Make.StuckPod("p")] });

        Assert.Empty(Ask(cluster with { Cluster = cluster.Cluster with { IsHosted = true } }).ImagesForNode);
        Assert.Equal([Make.Image], Ask(cluster with { Cluster = cluster.Cluster with { IsHosted = true } }).ImagesForSource);
    }

    [Fact]
    public void No_registry_is_asked_twice()
    {
        var cluster = After(Make.Cluster(Make.Namespace() with { Pods = [Make.StuckPod("p")] }));

        Assert.True(Ask(cluster).IsEmpty);
        var more = cluster with { Namespaces = [Make.Namespace() with { Pods = [Make.StuckPod("p"), Make.StuckPod("q", image: "registry.redhat.io/another:1"), Make.StuckPod("r", image: "quay.io/lab/app:1")] }] };
        Assert.Equal(["quay.io/lab/app:1"], Ask(more).ImagesForSource);
        Assert.Equal(["Source quay.io", "Node quay.io"], Ask(more).Keys);
    }

    [Theory]
    [InlineData(Make.NotFound)]
    [InlineData(Make.MirrorRefused)]
    [InlineData(Make.ProxyRefused)]
    [InlineData(Make.Undecodable)]
    public void Not_where_the_words_say_that_no_registry_refused(string message)
    {
        var questions = Ask(Make.StuckPod("p", message: message));

        Assert.Empty(questions.ImagesForSource);
        Assert.Empty(questions.ImagesForNode);
    }

    [Fact]
    public void None_if_a_person_does_not_want_it()
    {
        var questions = Ask(Make.Cluster(Make.Namespace() with { Pods = [Make.StuckPod("p")] }), Make.For(Make.Marketplace) with { Probe = false });

        Assert.Empty(questions.ImagesForSource);
        Assert.Empty(questions.ImagesForNode);
        Assert.True(questions.Nodes);
    }

    [Fact]
    public void For_a_pod_outside_the_targets_too()
    {
        var questions = Ask(Make.Cluster(Make.Namespace()) with { Elsewhere = [Make.Namespace("openshift-operators") with { Pods = [Make.StuckPod("p", links: "team") with { Node = "node-0" }] }] });

        Assert.Equal([Make.Image], questions.ImagesForSource);
        Assert.Empty(questions.NodesOfPods);
        Assert.Empty(questions.Owners);
    }

    [Fact]
    public void Not_for_what_is_being_deleted_or_opts_out()
    {
        Assert.Empty(Ask(Make.StuckPod("p") with { IsTerminating = true }).ImagesForNode);
        Assert.Empty(Ask(Make.Cluster(Make.Namespace() with { IsTerminating = true, Pods = [Make.StuckPod("p")] })).ImagesForNode);
        Assert.Empty(Ask(Make.Cluster(Make.Namespace() with { IsOptedOut = true, Pods = [Make.StuckPod("p")] })).ImagesForNode);
    }

    [Fact]
    public void For_one_that_nobody_waits_for_where_links_are_planned_all_the_same()
    {
        var ns = Make.Namespace() with { ServiceAccounts = [Make.Account("klusterlet")], Pods = [Make.WellPod("p", "klusterlet") with { Images = [Make.Image] }, Make.WellPod("q", "another") with { Images = ["quay.io/lab/app:1"] }] };

        var questions = Ask(Make.Cluster(ns));

        Assert.Equal([Make.Image], questions.ImagesForSource);
        Assert.Empty(questions.ImagesForNode);
        Assert.False(questions.Nodes);
    }

    [Fact]
    public void For_one_of_a_serving_catalog_that_is_not_linked()
    {
        var catalog = Make.Catalog("redhat-operators", "READY");
        var ns = Make.Namespace() with
        {
            CatalogSources = [catalog],
            ServiceAccounts = [Make.Account("redhat-operators")],
            Pods = [Make.WellPod("p") with { Owner = Make.OwnedBy(catalog), Images = [Make.Image] }],
        };

        Assert.Equal([Make.Image], Ask(Make.Cluster(ns)).ImagesForSource);
    }

    [Fact]
    public void Those_that_pods_wait_for_come_before_those_that_nobody_waits_for()
    {
        var ns = Make.Namespace() with { ServiceAccounts = [Make.Account("klusterlet")], Pods = [Make.WellPod("p", "klusterlet") with { Images = ["quay.io/lab/app:1"] }, Make.StuckPod("q")] };

        Assert.Equal([Make.Image], Ask(Make.Cluster(ns)).ImagesForSource);
    }

    [Fact]
    public void Of_a_job_that_is_gone_with_its_pods_for_its_bundle() =>
        Assert.Equal([Make.Image], Ask(Make.StuckPod("job", message: "") with { IsGone = true, Owner = new("Job", "job", "uid"), UnpackRef = "bundle" }).ImagesForNode);

    [Fact]
    public void A_converged_cluster_is_asked_nothing() => Assert.True(Ask(Make.Cluster(Make.Namespace() with
    {
        Secret = Make.Copy(),
        ServiceAccounts = [Make.Account("klusterlet", Make.SecretName)],
        Pods = [Make.WellPod("p", "klusterlet") with { Images = [Make.Image] }],
    })).IsEmpty);

    private static ClusterSnapshot After(ClusterSnapshot cluster) => cluster with { Findings = Findings.None with { Asked = Ask(cluster).Keys.ToHashSet() } };

    private static Questions Ask(PodSnapshot pod) => Ask(Make.Cluster(Make.Namespace() with { Pods = [pod] }));

    private static Questions Ask(ClusterSnapshot cluster, Settings? settings = null) => Make.Questions(cluster, settings);
}
