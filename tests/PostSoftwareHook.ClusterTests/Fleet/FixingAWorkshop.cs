namespace PostSoftwareHook.ClusterTests.Fleet;

/// <summary>playbooks/fix_fleet.yml on a workshop in which not all is well.</summary>
public class FixingAWorkshop(IncidentFixture fixture, FixingAWorkshop.SecondStudent second) : IncidentTests(fixture), IClassFixture<FixingAWorkshop.SecondStudent>
{
    private SnoIncident Other => second.Fixture.Incident;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await Other.ResetAsync(new() { Healthy = true });
        await new Hook(Other).RunAsync();
    }

    [Theory]
    [InlineData(AnsibleCore.Core214, new string[0])]
    [InlineData(AnsibleCore.Core219, new[] { "-e", "fix_fleet_serial=2", "-e", "fix_fleet_throttle=1" })]
    public async Task Those_that_can_be_healed_are_whatever_becomes_of_the_others(AnsibleCore core, string[] arguments)
    {
        using var node = ControlNode.InCheckout(core, Incident.Planted, Other.Planted);
        var unreachable = ControlPlane.Kubeconfigs.WithUnreachableHost();
        var inventory = node.Write("inventory.yml", $$$"""
            students:
              hosts:
                student1:
                  kubeconfig: {{{ControlPlane.Kubeconfig}}}
                student2:
                  kubeconfig: "{{ lookup('ansible.builtin.file', '{{{Other.ControlPlane.Kubeconfig}}}') | from_yaml }}"
                student3:
                  kubeconfig: {{{unreachable}}}
                student4: {}
                student5:
                  kubeconfig: ~/student5/kubeconfig
            """);

        var run = await node.PlaybookResultsAsync([Repository.PathTo("playbooks/fix_fleet.yml"), "-i", inventory, "-e", "pull_secret_propagation_wait_timeout=60", .. arguments]);

        var summary = run.Message("Summary", "student1").Split('\n');
        Assert.Equal(5, summary.Length);
        Assert.Equal("student1             healed     Done: 2 secrets, 7 serviceaccount links, 8 pod restarts in 2 namespaces. Not there yet: open-cluster-management-agent-addon.", summary[0]);
        Assert.StartsWith("student2             unchanged  Nothing to do: ", summary[1], StringComparison.Ordinal);
        Assert.Matches($@"^student3             failed     https://127\.0\.0\.1:\d+ of kubeconfig {unreachable} \(context incident\) can't be reached: ", summary[2]);
        Assert.Equal("student4             failed     student4 has no variable kubeconfig. The default kubeconfig is never used.", summary[3]);
        Assert.StartsWith($"student5             failed     There is no kubeconfig {node.Home}/student5/kubeconfig.", summary[4], StringComparison.Ordinal);
        Assert.False(run.Succeeded);
        Assert.Equal([0, 0, 1, 1, 1], Students.Select(student => run.Count("failures", student)));
        Assert.Equal([1, 0], Students.Take(2).Select(student => run.Count("changed", student)));
        Assert.Equal(ControlPlane.Host, HostOf(run, "student1"));
        Assert.Equal(Other.ControlPlane.Host, HostOf(run, "student2"));
        Assert.Equal([Names.MissingTag], await StuckAsync());
    }

    private static readonly string[] Students = ["student1", "student2", "student3", "student4", "student5"];

    private static string? HostOf(AnsibleRun run, string student) => (string?)Assert.Single(run.Healings(student)).Json["cluster"]!["host"];

    /// <summary>The second student's cluster.</summary>
    public sealed class SecondStudent : IAsyncLifetime
    {
        internal IncidentFixture Fixture { get; } = new();

        public Task InitializeAsync() => Fixture.InitializeAsync();

        public Task DisposeAsync() => Fixture.DisposeAsync();
    }
}
