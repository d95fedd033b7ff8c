using PostSoftwareHook.Propagation;
using PostSoftwareHook.Tests.Infra;

namespace PostSoftwareHook.Tests.Propagation.Diagnosing;

/// <summary>What the nodes of held-back pods lack explains the pods' own cause, and never hides it.</summary>
public class ExplainingByTheNodes
{
    private const string Present = "rendered-worker-1";
    private const string Wanted = "rendered-worker-2";
    private static readonly PodSnapshot Pod = Make.StuckPod("p") with { Node = "node-0" };
    private static readonly MachineConfigPoolSnapshot UpToDate = new("worker", false, false, false, "", Present, Present);
    private static readonly NodeSnapshot Node = new("node-0", true, Present, Present);

    [Theory]
    [InlineData(true, false, false, "", "is paused (rendered-worker-2 is to replace rendered-worker-1), so the nodes may not have the global pull secret yet")]
    [InlineData(true, true, false, "", "is paused (rendered-worker-2 is to replace rendered-worker-1), so the nodes may not have the global pull secret yet")]
    [InlineData(false, true, false, "", "is updating (rendered-worker-2 is to replace rendered-worker-1), so the nodes may not have the global pull secret yet")]
    [InlineData(false, false, false, "", "is not updated yet (rendered-worker-2 is to replace rendered-worker-1), so the nodes may not have the global pull secret yet")]
    [InlineData(true, true, true, "node-1 is cordoned", "is degraded (rendered-worker-2 is to replace rendered-worker-1), so the nodes may not have the global pull secret yet: node-1 is cordoned")]
    public void The_pool_of_a_held_back_pod_with_something_pending(bool isPaused, bool isUpdating, bool isDegraded, string message, string evidence)
    {
        var diagnosis = Diagnose(Pod, [Node], [new("master", false, false, false, "", "rendered-master-1", "rendered-master-1"), new("worker", isPaused, isUpdating, isDegraded, message, Wanted, Present)]);

        Assert.Equal(Verdict.LinkMissing, diagnosis.Verdict);
        Assert.Equal(("machineconfigpool worker", evidence), Said(diagnosis).Single());
    }

    /// <summary>Field case 4f: unpausing it would roll out all that was held back, for nothing.</summary>
    [Fact]
    public void A_paused_pool_with_nothing_pending_says_nothing() =>
        Assert.Empty(Said(Diagnose(Pod, [Node], [UpToDate with { IsPaused = true }, new("canary", true, false, false, "", "rendered-canary-1", "rendered-canary-1")])));

    [Fact]
    public void A_pool_of_other_nodes_says_nothing()
    {
        MachineConfigPoolSnapshot canary = new("canary", true, false, false, "", "rendered-canary-2", "rendered-canary-1");
        MachineConfigPoolSnapshot longer = new("worker-cnf", true, false, false, "", "rendered-worker-cnf-2", "rendered-worker-cnf-1");

        Assert.Empty(Said(Diagnose(Pod, [Node, new("node-1", true, "rendered-canary-1", "rendered-canary-2")], [UpToDate, canary, longer])));
        Assert.Equal("machineconfigpool worker-cnf", Said(Diagnose(Pod, [Node with { CurrentConfig = "rendered-worker-cnf-1", DesiredConfig = null }], [UpToDate with { Wanted = Wanted }, longer])).Single().Subject);
    }

    [Fact]
    public void A_node_that_waits_for_a_config_says_so() =>
        Assert.Equal(("node node-0", "has rendered-worker-1, and waits for rendered-worker-2"), Said(Diagnose(Pod, [Node with { DesiredConfig = Wanted }])).Single());

    [Fact]
    public void A_file_that_lacks_the_registry_says_so() =>
        AssertFile("holds no entry for registry.redhat.io (rendered-worker-1)", Make.Credentials("quay.io"));

    [Fact]
    public void A_file_with_other_credentials_says_so() =>
        AssertFile("holds other credentials for registry.redhat.io than the source (rendered-worker-1)", Make.Credentials(("registry.redhat.io", "old")));

    [Fact]
    public void A_file_that_is_missing_or_damaged_says_so() =>
        AssertFile("has no usable pull secret: its file is not JSON (rendered-worker-1)", null, "is not JSON");

    [Fact]
    public void A_file_as_it_should_be_or_one_that_nobody_could_read_says_nothing()
    {
        Assert.Empty(Said(Diagnose(Pod, [Node], findings: Findings.None.WithNodes(Present, Make.Credentials("registry.redhat.io")))));
        Assert.Empty(Said(Diagnose(Pod, [Node], findings: Findings.None.WithNodes("rendered-master-1", Make.Credentials("quay.io")))));
    }

    [Fact]
    public void Nodes_matter_only_while_pods_wait_there_for_credentials()
    {
        var pending = Node with { DesiredConfig = Wanted };

        Assert.Empty(Said(Diagnose(Make.StuckPod("p", message: Make.NotFound) with { Node = "node-0" }, [pending])));
        Assert.Empty(Said(Diagnose(Pod with { Node = "node-1" }, [pending, Node with { Name = "node-1" }])));
        Assert.Empty(Said(Diagnose(Pod with { Node = null }, [pending])));
        Assert.Single(Said(Diagnose(Make.StuckPod("p", message: "") with { Node = "node-0" }, [pending])));
    }

    [Fact]
    public void Of_a_node_on_which_a_mirror_refuses_the_images_own_registry_is_not_blamed()
    {
        var pod = Make.StuckPod("p", message: Make.MirrorRefused) with { Node = "node-0" };

        Assert.Empty(Said(Diagnose(pod, [Node], findings: Findings.None.WithNodes(Present, Make.Credentials("quay.io")))));
        Assert.Single(Said(Diagnose(pod, [Node with { DesiredConfig = Wanted }])));
    }

    [Fact]
    public void It_does_not_lead_even_where_the_pods_themselves_say_nothing() =>
        Assert.Equal(Verdict.Unknown, Diagnose(Make.StuckPod("p", message: "") with { Node = "node-0" }, [Node with { DesiredConfig = Wanted }]).Verdict);

    private static void AssertFile(string evidence, RegistryCredentials? held, string? problem = null) =>
        Assert.Equal(("node node-0", evidence), Said(Diagnose(Pod, [Node], findings: Findings.None.WithNodes(Present, held, problem))).Single());

    private static IEnumerable<(string Subject, string Message)> Said(Diagnosis diagnosis) =>
        diagnosis.Evidence.Where(evidence => evidence.Verdict == Verdict.NodeConfigNotRolledOut).Select(evidence => ($"{evidence.Subject}", evidence.Message));

    private static Diagnosis Diagnose(PodSnapshot pod, IReadOnlyList<NodeSnapshot> nodes, IReadOnlyList<MachineConfigPoolSnapshot>? pools = null, Findings? findings = null) =>
        Make.Round(Make.Cluster(Make.Namespace() with { Pods = [pod] }) with { Nodes = nodes, MachineConfigPools = pools ?? [UpToDate], Findings = findings ?? Findings.None }).Diagnosis!;
}
