using System.Text.RegularExpressions;
using PostSoftwareHook.CommandLine;
using PostSoftwareHook.CommandLine.Clusters;
using PostSoftwareHook.Propagation;
using PostSoftwareHook.Run;
using PostSoftwareHook.Tests.Infra;

namespace PostSoftwareHook.Tests.CommandLine;

/// <summary>What is shown while clusters are worked on.</summary>
public partial class Watching
{
    private static readonly ChosenCluster Cluster = new("student1");

    [Fact]
    public async Task A_live_view_leaves_nothing_behind_and_shows_the_cursor_again()
    {
        using var output = new SharedWriter();
        await using (var view = new LiveView(output, new(true, true, true, 80, 24), new(), total: 2))
        {
            view.Begin(Cluster);
            view.Step(Cluster, new(RunStep.Healing, Work: new(Secrets: 2, 0, 0, 0, 0, Namespaces: 1)));
            await output.WaitForAsync("healing");
        }

        Assert.Contains("student1", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("healing", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("0 of 2 done", output.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("\e[2A\r\e[J\e[?25h", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_live_view_is_never_wider_nor_higher_than_the_terminal()
    {
        using var output = new SharedWriter();
        await using (var view = new LiveView(output, new(true, true, true, 40, 10), new(), total: 50))
        {
            foreach (var cluster in Enumerable.Range(1, 50).Select(i => new ChosenCluster($"a-rather-long-name-of-a-cluster-{i}")))
            {
                view.Begin(cluster);
                view.Step(cluster, new(RunStep.Waiting, $"{new string('x', 200)}\e[2J"));
            }

            await output.WaitForAsync("waiting");
        }

        var frames = output.ToString().Split("\e[J");
        Assert.All(frames, frame => Assert.InRange(frame.Split('\n').Length, 1, 9));
        Assert.All(output.ToString().Split('\n'), line => Assert.InRange(CursorMovement().Replace(line, "").Length, 0, 40));
        Assert.DoesNotContain("\e[2J", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plain_lines_tell_each_step_once()
    {
        using var output = new StringWriter();
        await using (var watch = new PlainWatch(output, new(), TimeProvider.System))
        {
            watch.Begin(Cluster);
            watch.Step(Cluster, new(RunStep.Healing, Work: new(Secrets: 2, 0, 0, 0, 0, Namespaces: 1)));
            watch.Step(Cluster, new(RunStep.Waiting, "pod a"));
            watch.Step(Cluster, new(RunStep.Waiting, "pod b"));
            watch.End(Shown.Result(new RunResult { Purpose = Purpose.Heal }) with { Cluster = Cluster });
        }

        Assert.Equal("student1: healing 2 secrets in 1 namespace\nstudent1: waiting until pods run and catalogs answer\n", output.ToString());
    }

    [Fact]
    public async Task Plain_lines_tell_now_and_then_how_far_a_long_step_is()
    {
        using var output = new StringWriter();
        var clock = new SettableClock();
        await using (var watch = new PlainWatch(output, new(), clock))
        {
            for (var done = 0; done <= 12; done++)
            {
                watch.Step(Cluster, new(RunStep.Observing, "api", Done: done, All: done == 0 ? 0 : 12));
                clock.Advance(TimeSpan.FromSeconds(1));
            }
        }

        Assert.Equal("student1: observing api\nstudent1: observing api, 5 of 12 namespaces\nstudent1: observing api, 10 of 12 namespaces\n", output.ToString());
    }

    /// <summary>What moves the cursor or erases, and takes no column itself.</summary>
    [GeneratedRegex(@"\r|\e\[[?\d]*[A-Za-z]")]
    private static partial Regex CursorMovement();

    private sealed class SettableClock : TimeProvider
    {
        private long _now;

        public override long GetTimestamp() => _now;

        public void Advance(TimeSpan time) => _now += (long)(time.TotalSeconds * TimestampFrequency);
    }
}
