namespace PostSoftwareHook.ClusterTests.Faults;

/// <summary>Nobody can get the result: then the run must not end as if it had been told.</summary>
public class OutputThatCannotBeWritten(IncidentFixture fixture) : IncidentTests(fixture)
{
    /// <summary>The module and the command.</summary>
    public static TheoryData<string> Doors => ["", "heal --yes", "diagnose --output json", "--version", "--help"];

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Closed_it_is_refused_before_anything_is_done(string door)
    {
        var mark = await ControlPlane.Audit.MarkAsync();

        var ran = await RunAsync(door, ">&-");

        Assert.Equal((1, "The result can't be written to standard output: it is closed. Nothing was done.\n"), (ran.ExitCode, ran.Errors));
        Assert.Empty(await ControlPlane.Audit.SinceAsync(mark));
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task On_a_full_disk_the_run_ends_with_a_sentence(string door)
    {
        var ran = await RunAsync(door, ">/dev/full");

        Assert.Equal(1, ran.ExitCode);
        Assert.EndsWith("The result can't be written to standard output: No space left on device.\n", ran.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ran.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Where_stderr_cannot_be_written_either_the_exit_code_tells(string door)
    {
        var ran = await RunAsync(door, ">/dev/full 2>&1");

        Assert.Equal(1, ran.ExitCode);
    }

    [Fact]
    public async Task Stderr_alone_that_cannot_be_written_changes_nothing()
    {
        var ran = await RunAsync("heal --yes", "2>/dev/full");

        Assert.Equal(0, ran.ExitCode);
        await Incident.WaitUntilReadyAsync([.. Names.Catalogs, Names.Klusterlet, Names.KlusterletAgent]);
    }

    [Fact]
    public async Task A_reader_that_takes_its_time_gets_the_whole_result()
    {
        var ran = await RunAsync("", "| (sleep 5; cat)");

        Assert.EndsWith("}\n", ran.Output, StringComparison.Ordinal);
    }

    private async Task<Ran> RunAsync(string door, string redirection)
    {
        var file = Hook.WriteArguments();
        var arguments = door switch
        {
            "" => file,
            ['-', ..] => door,
            _ => $"{door} --kubeconfig {ControlPlane.Kubeconfig}",
        };
        var ran = await Ran.ToTheEndAsync("/bin/sh", ["-c", $"'{Repository.Executable}' {arguments} {redirection}"]);
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        Leaks.MustNotBeIn(ran.All, Incident.Planted);
        return ran;
    }
}
