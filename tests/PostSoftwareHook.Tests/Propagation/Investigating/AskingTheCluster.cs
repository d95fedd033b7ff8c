using PostSoftwareHook.Propagation;
using PostSoftwareHook.Tests.Infra;

namespace PostSoftwareHook.Tests.Propagation.Investigating;

/// <summary>What the cluster itself is asked: its nodes, its mirrors, the owners of pods, and RHACM's own secret.</summary>
public class AskingTheCluster
{
    private static readonly PodSnapshot Well = Make.WellPod("well");

    [Fact]
    public void The_nodes_on_which_pods_wait()
    {
        var questions = Ask(Well, Make.StuckPod("p") with { Node = "node-1" }, Make.StuckPod("q") with { Node = "node-1" }, Make.StuckPod("r"));

        Assert.True(questions.Nodes);
        Assert.Equal(["node-1"], questions.NodesOfPods);
    }

    [Fact]
    public void The_nodes_where_no_pod_runs_even_without_a_usable_source()
    {
        Assert.True(Ask().Nodes);
        Assert.False(Ask(Well).Nodes);
        Assert.True(Make.Questions(Make.Cluster(Make.Namespace()) with { Sources = [] }).Nodes);
        Assert.True(Make.Questions(Make.Cluster(Make.Namespace() with { Pods = [Well, Make.StuckPod("p")] }) with { Sources = [] }).IsEmpty);
    }

    [Fact]
    public void Nothing_for_a_pod_that_waits_for_another_reason() => Assert.True(Ask(Well, Make.StuckPod("p", message: Make.NotFound) with { Node = "node-1" }).IsEmpty);

    [Fact]
    public void The_owner_of_a_pod_that_names_secrets_of_others()
    {
        var pod = Make.StuckPod("p", links: "team");

        Assert.Equal([(Make.Marketplace, pod.Owner!)], Ask(pod, pod with { Name = "twin", Uid = "twin" }).Owners);
    }

    [Fact]
    public void No_owner_that_can_tell_nothing()
    {
        Assert.Empty(Ask(Make.StuckPod("p")).Owners);
        Assert.Empty(Ask(Make.StuckPod("p", links: [Make.SecretName, "default-dockercfg-x7k2p"])).Owners);
        Assert.Empty(Ask(Make.StuckPod("p", links: "team") with { Owner = null }).Owners);
        Assert.Empty(Ask(Make.StuckPod("p", links: "team") with { Owner = Make.OwnedBy(Make.Catalog("c")) }).Owners);
        Assert.Empty(Ask(Make.StuckPod("p", message: "", links: "team") with { Owner = new("Job", "p", "uid"), IsGone = true }).Owners);
        Assert.Empty(Ask(Make.StuckPod("p", message: Make.NotFound, links: "team")).Owners);
    }

    [Fact]
    public void Four_owners_at_most_the_next_ones_later()
    {
        var cluster = Make.Cluster(Make.Namespace() with { Pods = [.. Enumerable.Range(0, 6).Select(i => Make.StuckPod($"p{i}", links: "team"))] });
        var first = Make.Questions(cluster);

        Assert.Equal(4, first.Owners.Count);
        Assert.Equal(
            ["owner-of-p4", "owner-of-p5"],
            Make.Questions(cluster with { Findings = Findings.None with { Asked = first.Keys.ToHashSet() } }).Owners.Select(each => each.Owner.Name));
    }

    [Fact]
    public void RHACMs_own_secret_where_a_pod_names_it_in_two_namespaces_at_most()
    {
        Assert.Empty(Ask(Make.StuckPod("p", links: "team")).AgentSecrets);
        var cluster = Make.Cluster(Agents("a"), Agents("b"), Agents("c"));
        var first = Make.Questions(cluster);

        Assert.Equal(["a", "b"], first.AgentSecrets);
        Assert.Equal(["c"], Make.Questions(cluster with { Findings = Findings.None with { Asked = first.Keys.ToHashSet() } }).AgentSecrets);
    }

    [Fact]
    public void The_sets_of_mirrors_where_one_refuses()
    {
        var cluster = Make.Cluster(Make.Namespace() with { Pods = [Make.StuckPod("p", message: Make.MirrorRefused)] });

        Assert.False(Ask(Make.StuckPod("p")).Mirrors);
        Assert.True(Make.Questions(cluster).Mirrors);
        Assert.True(Make.Questions(cluster with { Findings = Findings.None with { Asked = Make.Questions(cluster).Keys.ToHashSet() } }).IsEmpty);
    }

    private static NamespaceSnapshot Agents(string ns) => Make.Namespace(ns) with { Pods = [Make.StuckPod($"p-of-{ns}", links: Findings.AgentSecretName)] };

    private static Questions Ask(params IReadOnlyList<PodSnapshot> pods) => Make.Questions(Make.Cluster(Make.Namespace() with { Pods = pods }));
}
