using PostSoftwareHook.Propagation;
using PostSoftwareHook.Tests.Infra;

namespace PostSoftwareHook.Tests.Propagation;

/// <summary>When a run looks again, what it still writes, and when it gives up; no clock runs.</summary>
public class RememberingTheRun
{
    private static readonly Settings Settings = Make.For(Make.Marketplace, "later") with { WaitForNamespaces = TimeSpan.FromMinutes(10) };
    private static readonly UnmetCondition NotYet = UnmetCondition.Of(Subject.Pod(Make.Marketplace, Make.WellPod("p")), "is not Ready yet");
    private static readonly UnmetCondition Hopeless = NotYet with { CannotRecover = true };
    private static readonly UnmetCondition Refused = NotYet with { IsRefusal = true };

    [Fact]
    public void A_long_wait_keeps_the_plan_and_the_rounds_that_wrote_and_the_latest_look()
    {
        var history = new RunHistory(Settings);
        var (first, healing, last) = (Runs.Planned, Runs.Apply(Runs.Planned), Runs.Healed);

        foreach (var round in new[] { first, Runs.Planned, healing, Runs.Planned, Runs.Planned, last })
        {
            history.Add(round, TimeSpan.Zero);
        }

        Assert.Equal([first, healing, last], history.Rounds);
    }

    [Fact]
    public void An_owner_whose_pods_were_restarted_twice_is_left_alone_with_the_reason()
    {
        var history = new RunHistory(Settings);
        var round = Runs.Apply(Runs.Planned);

        history.Add(round, TimeSpan.Zero);
        Assert.Contains(history.WithoutEndlessRestarts(Runs.Planned.Plan).Changes, change => change is RestartPod);

        history.Add(round with { }, TimeSpan.Zero);
        var plan = history.WithoutEndlessRestarts(Runs.Planned.Plan);
        var step = plan.Targets[0].Pods.Single(pod => pod.Pod.Owner?.Kind == "CatalogSource");
        Assert.DoesNotContain(plan.Changes, change => change is RestartPod);
        Assert.Equal((ItemAction.Failed, "CatalogSource/redhat-operators was restarted 2 times already"), (step.Action, step.Hindrance));
    }

    [Fact]
    public void A_bundle_whose_jobs_were_deleted_twice_is_left_alone_whatever_the_jobs_uid()
    {
        Round Unpack(string uid) => Make.Round(Make.Namespace() with
        {
            ServiceAccounts = [Make.Account("default")],
            Pods = [Make.StuckPod("p", "default") with { Owner = new("Job", "unpack", uid), UnpackRef = "bundle" }],
        });
        var history = new RunHistory(Settings);

        history.Add(Runs.Apply(Unpack("one")), TimeSpan.Zero);
        Assert.Contains(history.WithoutEndlessRestarts(Unpack("two").Plan).Changes, change => change is DeleteJob);

        history.Add(Runs.Apply(Unpack("two")), TimeSpan.Zero);
        Assert.DoesNotContain(history.WithoutEndlessRestarts(Unpack("three").Plan).Changes, change => change is DeleteJob);
    }

    [Fact]
    public void What_a_pod_once_said_is_not_forgotten_when_it_falls_silent()
    {
        var (told, silent) = (Make.Cluster(Make.Namespace() with { Pods = [Make.StuckPod("p")] }), Make.Cluster(Make.Namespace() with { Pods = [Make.StuckPod("p", message: "")] }));

        Assert.Equal((Make.Unauthorized, PullFailure.Authentication), (Remembered(silent).Message, Remembered(silent).Failure));
        Assert.Equal(PullFailure.Other, Remembered(Make.Cluster(Make.Namespace() with { Pods = [Make.StuckPod("p", message: Make.NotFound)] })).Failure);
        Assert.Equal(PullFailure.Unknown, Remembered(Make.Cluster(Make.Namespace() with { Pods = [Make.StuckPod("p", message: "") with { Uid = "another" }] })).Failure);

        StuckContainer Remembered(ClusterSnapshot now) => now.Remembering(told).Namespaces[0].Pods[0].Stuck[0];
    }

    [Fact]
    public void A_restart_that_failed_is_none()
    {
        var history = new RunHistory(Settings);
        var failed = Runs.Apply(Runs.Planned, change => change is RestartPod ? new(change, ItemAction.Failed, "403 Forbidden") : Runs.Done(change));

        history.Add(failed, TimeSpan.Zero);
        history.Add(failed with { }, TimeSpan.Zero);

        Assert.Contains(history.WithoutEndlessRestarts(Runs.Planned.Plan).Changes, change => change is RestartPod);
    }

    [Theory]
    [InlineData("Failed", 0)]
    [InlineData("Conflict", 0)]
    [InlineData("Pending", 1)]
    public void A_namespace_in_which_a_write_failed_is_left_alone_from_then_on(string action, int left)
    {
        var history = new RunHistory(Settings);
        history.Add(Runs.Apply(Runs.Planned, change => change is WriteSecret ? new(change, Enum.Parse<ItemAction>(action), "why") : null), TimeSpan.Zero);

        Assert.Equal(left, history.Remaining(Runs.Planned.Plan).Targets.Count(target => target.Namespace == Make.Marketplace));
    }

    [Fact]
    public void A_run_is_settled_once_nothing_is_missing_that_may_come()
    {
        var history = After(Runs.Healed);

        Assert.True(history.IsSettled([], TimeSpan.Zero));
        Assert.True(history.IsSettled([Hopeless], TimeSpan.Zero));
        Assert.False(history.IsSettled([Hopeless, NotYet], TimeSpan.FromHours(1)));
    }

    [Fact]
    public void A_run_that_just_wrote_looks_again() => Assert.False(After(Runs.Apply(Runs.Planned)).IsSettled([], TimeSpan.Zero));

    [Fact]
    public void A_run_that_is_not_to_wait_is_settled_at_once()
    {
        var history = new RunHistory(Settings with { Wait = false });
        history.Add(Runs.Apply(Runs.Planned), TimeSpan.Zero);

        Assert.True(history.IsSettled([NotYet], TimeSpan.Zero));
    }

    [Fact]
    public void A_refusal_is_given_half_a_minute_after_the_last_change_to_pass()
    {
        var history = new RunHistory(Settings);
        history.Add(Runs.Apply(Runs.Planned), TimeSpan.FromSeconds(100));
        history.Add(Runs.Healed, TimeSpan.FromSeconds(101));

        Assert.False(history.IsSettled([Refused], TimeSpan.FromSeconds(129)));
        Assert.True(history.IsSettled([Refused], TimeSpan.FromSeconds(130)));
    }

    [Fact]
    public void A_named_namespace_that_is_not_there_is_awaited_as_long_as_was_asked_for()
    {
        var history = After(Make.Round(Runs.HealedNamespace, Settings));

        Assert.Equal(["later"], history.AwaitedNamespaces(TimeSpan.FromMinutes(9)));
        Assert.Empty(history.AwaitedNamespaces(TimeSpan.FromMinutes(10)));
    }

    [Fact]
    public void A_namespace_that_was_there_all_along_with_nothing_to_link_gets_a_moment_only()
    {
        var history = After(Make.Round(Make.Cluster(Make.Namespace(), Make.Namespace("later")), Settings), Settings);

        Assert.Equal([Make.Marketplace, "later"], history.AwaitedNamespaces(TimeSpan.FromSeconds(9)).Order(StringComparer.Ordinal).Reverse());
        Assert.Empty(history.AwaitedNamespaces(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public void A_namespace_that_came_late_may_take_its_time_to_fill()
    {
        var history = After(Make.Round(Make.Cluster(Runs.HealedNamespace), Settings), Settings);
        history.Add(Make.Round(Make.Cluster(Runs.HealedNamespace, Make.Namespace("later")), Settings), TimeSpan.FromMinutes(2));

        Assert.Equal(["later"], history.AwaitedNamespaces(TimeSpan.FromMinutes(5)));
    }

    [Fact]
    public void A_pattern_is_not_waited_for() =>
        Assert.Empty(After(Make.Round(Make.Cluster(), Make.For("team-*") with { WaitForNamespaces = TimeSpan.FromMinutes(10) }), Settings).AwaitedNamespaces(TimeSpan.Zero));

    [Fact]
    public void The_next_look_reads_where_something_may_come_and_where_something_was_written()
    {
        var history = After(Runs.Apply(Runs.Planned));
        var hub = new UnmetCondition(Subject.Hub, "managed cluster c is not joined", IsFailure: true);

        Assert.Equal(
            [Make.Marketplace, "a", "later"],
            history.NamespacesToRead([UnmetCondition.Of(Subject.Pod("a", Make.WellPod("p")), "is not Ready yet"), Hopeless with { Subject = Subject.Pod("b", Make.WellPod("p")) }, hub], ["later"]).Order(StringComparer.Ordinal).OrderBy(ns => ns != Make.Marketplace));
    }

    private static RunHistory After(Round round, Settings? settings = null)
    {
        var history = new RunHistory(settings ?? Settings);
        history.Add(round, TimeSpan.Zero);
        return history;
    }
}
