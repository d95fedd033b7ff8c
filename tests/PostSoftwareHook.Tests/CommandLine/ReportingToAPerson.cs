using PostSoftwareHook.CommandLine;
using PostSoftwareHook.CommandLine.Output;
using PostSoftwareHook.Propagation;
using PostSoftwareHook.Tests.Infra;

namespace PostSoftwareHook.Tests.CommandLine;

/// <summary>Reports as a person reads them. Those of the contract's results are kept beside the contract.</summary>
public class ReportingToAPerson
{
    private static RunResult HealedReport => Runs.Result(Runs.Apply(Runs.Planned), Runs.Healed) with { Requests = 17, Duration = 1.25 };

    private static RunResult Unreachable => RunResult.Broken(Purpose.Heal, "https://api.example.com:6443 of kubeconfig /kubeconfigs/student3 (context admin) can't be reached: Connection refused. Is the cluster up, and is the address right?") with { Requests = 3, Duration = 10.04 };

    private static RunResult Rejected => Runs.Result(Make.Round(Runs.HealedNamespace with { Pods = [.. Enumerable.Range(1, 9).Select(RejectedPod)] })) with { Requests = 9, Duration = 0.5 };

    private static RunResult Healthy => Runs.Result(Make.Round(Runs.HealedNamespace with { Pods = [Runs.HealedNamespace.Pods[1]] })) with { Requests = 9, Duration = 0.5 };

    private static ClusterResult[] Class =>
    [
        Shown.Result(Unreachable, name: "student3"),
        Shown.Result(HealedReport, name: "student2"),
        Shown.Result(Healthy, name: "student4"),
        Shown.Result(Rejected, name: "student5"),
        Shown.Result(HealedReport, name: "student1"),
    ];

    private static PodSnapshot RejectedPod(int i) => Make.StuckPod($"redhat-operators-{i}", links: Make.SecretName) with
    {
        CreatedAt = Make.Start.AddHours(1),
        Stuck = [Make.Stuck("main", Make.Unauthorized) with { FailedAt = Make.Start.AddHours(2) }],
    };

    [Fact]
    public void Markdown() => Snapshots.Match(Shown.Page([Shown.Result(HealedReport)]).ToMarkdown(), "Person.Healed.markdown");

    [Fact]
    public void A_plan_before_the_question() => Snapshots.Match(
        Shown.Text(Shown.Result(ResultBuilder.OfPlan(Purpose.Diagnose, Runs.Planned, null)), PagePart.Plan), "Person.Plan");

    [Fact]
    public void The_end_after_the_plan_was_shown() => Snapshots.Match(Shown.Text(Shown.Result(HealedReport), PagePart.End), "Person.End");

    [Fact]
    public void Many_pods_of_one_kind_are_one_line() => Snapshots.Match(Shown.Text(Rejected), "Person.Rejected");

    [Fact]
    public void A_healed_cluster_with_pods_left_that_wait_for_another_reason() =>
        Snapshots.Match(Shown.Text(Shown.Result(ResultBuilder.OfPlan(Purpose.Diagnose, Runs.Healed, null), HookVerb.Diagnose)), "Person.Left");

    [Fact]
    public void A_verification_that_fails() => Snapshots.Match(
        Shown.Text(Shown.Result(ResultBuilder.OfVerification(Runs.Planned, Verification.Judge(Runs.Planned), null), HookVerb.Verify)), "Person.NotVerified");

    [Fact]
    public void A_class_of_clusters() => Snapshots.Match(Shown.Page(Class, typed: ["--kubeconfig", "/kubeconfigs", "--yes"]).ToText(), "Person.Fleet");

    [Fact]
    public void A_class_of_clusters_in_markdown() => Snapshots.Match(Shown.Page(Class, typed: ["--kubeconfig", "/kubeconfigs", "--yes"]).ToMarkdown(), "Person.Fleet.markdown");

    [Fact]
    public void A_class_of_clusters_that_was_stopped() => Snapshots.Match(
        Shown.Page([Class[1], Shown.Result(RunResult.Broken(Purpose.Heal, "Not started: the command was stopped."), name: "student9", isStopped: true)], typed: ["--kubeconfig", "/kubeconfigs", "--yes"]).ToText(), "Person.Stopped");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_registrys_words_are_not_repeated(bool wasPlanShown)
    {
        var text = Shown.Text(Shown.Result(HealedReport), wasPlanShown ? PagePart.End : PagePart.Whole);

        Assert.InRange(text.Split("Please login to the Red Hat Registry").Length - 1, 0, 1);
        Assert.Equal(1, text.Split("manifest unknown").Length - 1);
    }

    [Fact]
    public void Exit_codes_tell_the_worst()
    {
        var plan = Shown.Result(ResultBuilder.OfPlan(Purpose.Diagnose, Runs.Planned, null));

        Assert.Equal(0, ExitCode.Of([Shown.Result(Healthy), Shown.Result(HealedReport)], isStopped: false));
        Assert.Equal(3, ExitCode.Of([Shown.Result(Healthy), plan], isStopped: false));
        Assert.Equal(1, ExitCode.Of([plan, Shown.Result(Unreachable)], isStopped: false));
        Assert.Equal(130, ExitCode.Of([plan, Shown.Result(Unreachable)], isStopped: true));
    }
}
