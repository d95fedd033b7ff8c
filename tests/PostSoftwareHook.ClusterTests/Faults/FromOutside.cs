using System.Diagnostics;

namespace PostSoftwareHook.ClusterTests.Faults;

/// <summary>What happens to the API server, its store and the hook itself in the middle of a run.</summary>
public class FromOutside(IncidentFixture fixture) : IncidentTests(fixture)
{
    [Fact]
    public async Task An_API_server_that_is_killed_and_comes_back_is_waited_for()
    {
        var trial = await Trial.BeginAsync(Incident);
        using var running = await StartedToWriteAsync();

        await ControlPlane.StopApiServerAsync();
        await ControlPlane.StartApiServerAsync();
        var result = await Hook.EndOfAsync(running);

        Assert.False(result.Failed, result.Message);
        await trial.EndAsync();
    }

    [Fact]
    public async Task An_API_server_that_hangs_since_etcd_does_is_waited_for()
    {
        var trial = await Trial.BeginAsync(Incident);
        using var running = await StartedToWriteAsync();

        await ControlPlane.PauseEtcdAsync();
        await Task.Delay(TimeSpan.FromSeconds(4));
        await ControlPlane.ResumeEtcdAsync();
        var result = await Hook.EndOfAsync(running);

        Assert.False(result.Failed, result.Message);
        await trial.EndAsync();
    }

    [Fact]
    public async Task A_hook_that_is_killed_after_each_single_write_and_started_again_leaves_the_same_cluster()
    {
        var trial = await Trial.BeginAsync(Incident);
        var kills = 0;
        while (await IsKilledAfterItsFirstWriteAsync())
        {
            kills++;
        }

        Assert.InRange(kills, 6, 16); // one namespace has 5 links, one 2, at the same time; OLM may restart a catalog before the run does
        await trial.EndAsync();
    }

    [Fact]
    public async Task A_folder_for_temporary_files_that_cannot_be_written_is_not_missed()
    {
        var trial = await Trial.BeginAsync(Incident);
        var file = Hook.WriteArguments();

        var ran = await Ran.ToTheEndAsync(Repository.Executable, [file], new Dictionary<string, string?> { ["TMPDIR"] = "/proc", ["HOME"] = "/proc" });

        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        Assert.Equal((0, ""), (ran.ExitCode, ran.Errors));
        await trial.EndAsync();
    }

    [Fact]
    public async Task A_disk_for_temporary_files_that_is_full_is_not_missed()
    {
        var trial = await Trial.BeginAsync(Incident);
        using var folder = new TempFolder();
        var file = Hook.WriteArguments();
        var fillThenRun = $"mount -t tmpfs -o size=64k tmpfs {folder.Path} && ! head -c 1M /dev/zero > {folder.Path}/filler 2> /dev/null && ! head -c 1 /dev/zero > {folder.Path}/more 2> /dev/null && cd {folder.Path} && exec \"$0\" \"$@\"";

        var ran = await Ran.ToTheEndAsync(
            "unshare",
            ["--map-root-user", "--mount", "sh", "-c", fillThenRun, Repository.Executable, file],
            new Dictionary<string, string?> { ["TMPDIR"] = folder.Path, ["HOME"] = folder.Path });

        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        Assert.Equal((0, ""), (ran.ExitCode, ran.Errors));
        await trial.EndAsync();
    }

    /// <summary>A run that has written something, and has more to write.</summary>
    private async Task<Process> StartedToWriteAsync()
    {
        var running = Hook.Start();
        await Eventually.IsTrueAsync(async () => (await SecretsInAsync(Agent)).Contains(Names.PullSecret), "the first secret is copied");
        return running;
    }

    /// <summary>Runs the hook and kills it as soon as the server has done what it asked; false where it came to its end.</summary>
    private async Task<bool> IsKilledAfterItsFirstWriteAsync()
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var proxy = await FaultProxy.StartAsync(ControlPlane, _ => null);
        proxy.Written = async writes => (writes == 1 ? await started.Task : null)?.Kill();
        using var running = Hook.Start(new() { ["kubeconfig"] = proxy.Kubeconfig });
        started.SetResult(running);
        var ran = await Ran.EndOfAsync(running);
        Assert.Contains(ran.ExitCode, (int[])[0, 128 + 9]);
        return ran.ExitCode != 0;
    }
}
