using System.Diagnostics;

namespace PostSoftwareHook.ClusterTests.Attacks;

/// <summary>Neither files nor a core dump, in which credentials could be found afterwards.</summary>
public sealed class WhatTheProcessLeavesBehind : IncidentTests, IDisposable
{
    private readonly TempFolder _folder = new();

    public WhatTheProcessLeavesBehind(IncidentFixture fixture)
        : base(fixture)
    {
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Is_no_file_of_a_run_that_came_to_its_end()
    {
        using var process = Start(Repository.Executable, [Hook.WriteArguments(diff: true, verbosity: 4)]);
        var result = await Hook.EndOfAsync(process);

        Assert.True(result.Changed, result.Message);
        Assert.Empty(Left());
    }

    [Fact]
    public async Task Is_no_file_of_a_run_that_was_killed_while_it_wrote()
    {
        await using var proxy = new ApiProxy(ControlPlane);
        using var process = await StartedToWriteAsync(proxy, Repository.Executable, file => [file]);

        process.Kill();
        await process.WaitForExitAsync();

        Assert.Empty(Left());
    }

    [Fact]
    public async Task Is_no_core_dump_though_the_shell_allows_them()
    {
        await using var proxy = new ApiProxy(ControlPlane);
        using var shell = await StartedToWriteAsync(proxy, "bash", file => ["-c", "ulimit -c unlimited; \"$0\" \"$@\" & echo $!; wait $!", Repository.Executable, file]);

        await CrashAsync(await shell.StandardOutput.ReadLineAsync());
        var ran = await Ran.EndOfAsync(shell);

        Assert.Equal(128 + 6, ran.ExitCode);
        Assert.DoesNotContain("core dumped", ran.Errors, StringComparison.Ordinal);
        Assert.Empty(Left());
    }

    [Fact]
    public async Task Would_be_a_core_dump_of_another_program()
    {
        using var shell = Start("bash", ["-c", "ulimit -c unlimited; sleep 60 & echo $!; wait $!"]);

        await CrashAsync(await shell.StandardOutput.ReadLineAsync());

        Assert.Contains("core dumped", (await Ran.EndOfAsync(shell)).Errors, StringComparison.Ordinal);
    }

    private Process Start(string file, IEnumerable<string> arguments) => Ran.Start(
        file,
        arguments,
        new Dictionary<string, string?> { ["TMPDIR"] = _folder.Path, ["HOME"] = _folder.Path, ["XDG_CACHE_HOME"] = null, ["XDG_RUNTIME_DIR"] = _folder.Path },
        _folder.Path);

    /// <summary>A run that has read everything and sent its first write, to which no answer comes.</summary>
    private async Task<Process> StartedToWriteAsync(ApiProxy proxy, string file, Func<string, IEnumerable<string>> arguments)
    {
        var writes = new TaskCompletionSource();
        proxy.Before("POST", $"/{Agent}/secrets", () =>
        {
            writes.TrySetResult();
            return Task.Delay(Timeout.Infinite, proxy.Closed);
        });
        var process = Start(file, arguments(Hook.WriteArguments(new() { ["kubeconfig"] = proxy.Kubeconfig })));
        await writes.Task.WaitAsync(TimeSpan.FromMinutes(1));
        return process;
    }

    private static async Task CrashAsync(string? process) => await Ran.ToTheEndAsync("kill", ["-ABRT", Assert.IsType<string>(process)]);

    private IEnumerable<string> Left() => Directory.EnumerateFileSystemEntries(_folder.Path, "*", SearchOption.AllDirectories);
}
