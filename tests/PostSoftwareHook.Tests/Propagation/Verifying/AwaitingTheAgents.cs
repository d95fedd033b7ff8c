using PostSoftwareHook.Propagation;
using PostSoftwareHook.Tests.Infra;

namespace PostSoftwareHook.Tests.Propagation.Verifying;

/// <summary>An import brings the klusterlet's operator first, and its agents after; and what a run knows of its own restarts.</summary>
public class AwaitingTheAgents
{
    private const string Agent = "open-cluster-management-agent";
    private static readonly Settings Settings = Make.For(Agent, Make.Marketplace) with { WaitForNamespaces = TimeSpan.FromMinutes(10) };

    [Fact]
    public void A_namespace_with_the_operator_alone_is_awaited_although_it_was_there_all_along()
    {
        var history = After(Make.Account("klusterlet"));

        Assert.Equal([Agent], history.AwaitedNamespaces(TimeSpan.FromMinutes(9)));
        Assert.Empty(history.AwaitedNamespaces(TimeSpan.FromMinutes(10)));
    }

    [Fact]
    public void Not_once_an_agent_has_come() => Assert.Empty(After(Make.Account("klusterlet"), Make.Account("klusterlet-work-sa")).AwaitedNamespaces(TimeSpan.FromMinutes(1)));

    [Fact]
    public void Not_where_the_agents_are_in_another_namespace()
    {
        var history = new RunHistory(Settings);
        history.Add(Make.Round(Make.Cluster(Of(Agent, Make.Account("klusterlet")), Of(Make.Marketplace, Make.Account("klusterlet-registration-sa"))), Settings), TimeSpan.Zero);

        Assert.Empty(history.AwaitedNamespaces(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public void Not_where_there_is_no_klusterlet() => Assert.Empty(After(Make.Account("default", Make.SecretName)).AwaitedNamespaces(TimeSpan.FromMinutes(1)));

    [Fact]
    public void A_restart_of_the_same_maker_is_remembered()
    {
        var history = new RunHistory(Settings);
        var pod = Make.StuckPod("p");
        history.Add(Restarted(pod, ItemAction.Restarted), TimeSpan.Zero);

        Assert.True(history.HasRestarted(Make.Marketplace, Make.StuckPod("again") with { Owner = pod.Owner }));
        Assert.False(history.HasRestarted(Make.Marketplace, Make.StuckPod("another")));
        Assert.False(history.HasRestarted(Agent, pod));
    }

    [Theory]
    [InlineData("Failed")]
    [InlineData("Unchanged")]
    public void A_restart_that_was_none_is_not(string action)
    {
        var history = new RunHistory(Settings);
        history.Add(Restarted(Make.StuckPod("p"), Enum.Parse<ItemAction>(action)), TimeSpan.Zero);

        Assert.False(history.HasRestarted(Make.Marketplace, Make.StuckPod("p")));
    }

    [Fact]
    public void A_bundle_is_remembered_whatever_its_job()
    {
        var history = new RunHistory(Settings);
        var pod = Make.StuckPod("p") with { Owner = new("Job", "job", "one"), UnpackRef = "bundle" };
        history.Add(Restarted(pod, ItemAction.Restarted), TimeSpan.Zero);

        Assert.True(history.HasRestarted(Make.Marketplace, pod with { Owner = new("Job", "job", "two") }));
        Assert.True(history.HasRestarted(Make.Marketplace, pod with { Owner = new("Job", "job", "two"), UnpackRef = null }));
        Assert.False(history.HasRestarted(Make.Marketplace, pod with { Owner = new("Job", "other", "two"), UnpackRef = "other" }));
    }

    private static Round Restarted(PodSnapshot pod, ItemAction action) =>
        Make.Round(Make.Namespace()) with { Applied = [new(pod.UnpackRef is null ? new RestartPod(Make.Marketplace, pod.Name, pod) : new DeleteJob(Make.Marketplace, pod.Owner!.Name, pod), action)] };

    private static RunHistory After(params IReadOnlyList<ServiceAccountSnapshot> accounts)
    {
        var history = new RunHistory(Settings);
        history.Add(Make.Round(Make.Cluster(Of(Agent, accounts), Of(Make.Marketplace, Make.Account("default", Make.SecretName))), Settings), TimeSpan.Zero);
        return history;
    }

    private static NamespaceSnapshot Of(string name, params IReadOnlyList<ServiceAccountSnapshot> accounts) => Make.Namespace(name) with { Secret = Make.Copy(name), ServiceAccounts = accounts };
}
