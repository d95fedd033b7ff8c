namespace PostSoftwareHook.ClusterTests.CommandLine;

/// <summary>What a person sees: golden screens of a pseudo-terminal.</summary>
public class OnATerminal(IncidentFixture fixture) : IncidentTests(fixture)
{
    private string Kubeconfig => Incident.ControlPlane.Kubeconfig;

    [Fact]
    public async Task A_stuck_cluster_is_healed_once_the_plan_was_agreed_to()
    {
        using var terminal = PseudoTerminal.Type("heal", "--kubeconfig", Kubeconfig);
        await terminal.WaitForAsync("Heal now? [y/N]");
        Assert.Equal(8 + 1, (await Incident.StuckAsync()).Count);
        await terminal.AnswerAsync("y");

        var (exitCode, screen) = await terminal.EndAsync(Incident.Planted);

        Assert.Equal(0, exitCode);
        Golden(screen, "Screen.Healed");
        Assert.Equal([Names.MissingTag], await StuckAsync());
        Assert.Matches("[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏] admin +\\d+s +(healing|waiting)", terminal.Raw);
        Assert.Contains("\e[1;32mHEALED", terminal.Raw, StringComparison.Ordinal);
        Assert.EndsWith("\e[?25h", terminal.Raw[..(terminal.Raw.LastIndexOf("\e[?25h", StringComparison.Ordinal) + 6)], StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_is_an_answer()
    {
        var mark = await Incident.ControlPlane.Audit.MarkAsync();
        using var terminal = PseudoTerminal.Type("heal", "--kubeconfig", Kubeconfig);
        await terminal.WaitForAsync("Heal now? [y/N]");
        await terminal.AnswerAsync("");

        var (exitCode, screen) = await terminal.EndAsync(Incident.Planted);

        Assert.Equal(3, exitCode);
        Assert.EndsWith("Heal now? [y/N]\nNothing was written.\n", screen, StringComparison.Ordinal);
        await MustNotHaveWrittenAsync(mark);
    }

    [Fact]
    public async Task Ctrl_C_at_the_question_is_no_and_says_so()
    {
        using var terminal = PseudoTerminal.Type("heal", "--kubeconfig", Kubeconfig);
        await terminal.WaitForAsync("Heal now? [y/N]");
        await terminal.InterruptAsync();

        var (exitCode, screen) = await terminal.EndAsync(Incident.Planted);

        Assert.Equal(130, exitCode);
        Assert.Contains("Nothing was written.", screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_shows_the_plan_and_the_command_to_type()
    {
        var mark = await Incident.ControlPlane.Audit.MarkAsync();
        using var terminal = PseudoTerminal.Type("heal", "--dry-run", "--kubeconfig", Kubeconfig);

        var (exitCode, screen) = await terminal.EndAsync(Incident.Planted);

        Assert.Equal(3, exitCode);
        Golden(screen, "Screen.DryRun");
        await MustNotHaveWrittenAsync(mark);
    }

    [Fact]
    public async Task A_healthy_cluster_is_not_asked_about()
    {
        await Hook.RunAsync();
        await Incident.MakeHealthyAsync();
        using var terminal = PseudoTerminal.Type("heal", "--kubeconfig", Kubeconfig);

        var (exitCode, screen) = await terminal.EndAsync(Incident.Planted);

        Assert.Equal(0, exitCode);
        Golden(screen, "Screen.Healthy");
    }

    [Fact]
    public async Task A_class_with_one_cluster_that_is_down()
    {
        using var folder = new TempFolder();
        File.Copy(Kubeconfig, folder.PathTo("sno_workshop-student1_kubeconfig"));
        File.Copy(Incident.ControlPlane.Kubeconfigs.WithUnreachableHost(), folder.PathTo("sno_workshop-student2_kubeconfig"));
        using var terminal = PseudoTerminal.Type("heal", "--yes", "--kubeconfig", folder.Path);

        var (exitCode, screen) = await terminal.EndAsync(Incident.Planted);

        Assert.Equal(1, exitCode);
        Golden(screen, "Screen.Class");
        Assert.Contains("of 2 done", terminal.Raw, StringComparison.Ordinal);
        Assert.Equal([Names.MissingTag], await StuckAsync());
    }

    [Fact]
    public async Task Ctrl_C_ends_a_run_with_a_report_of_what_was_done()
    {
        await Incident.ResetAsync(new() { Olm = new() { FrozenState = "CONNECTING" } });
        using var terminal = PseudoTerminal.Type("heal", "--yes", "--kubeconfig", Kubeconfig);
        await terminal.WaitForAsync("CONNECTING");
        await Task.Delay(TimeSpan.FromSeconds(3));
        await terminal.InterruptAsync();

        var (exitCode, screen) = await terminal.EndAsync(Incident.Planted);

        Assert.Equal(130, exitCode);
        Golden(screen, "Screen.Interrupted");
    }

    [Fact]
    public async Task Without_colours_a_terminal_gets_plain_lines()
    {
        using var terminal = PseudoTerminal.Type("diagnose", "--no-color", "--kubeconfig", Kubeconfig);

        await terminal.EndAsync(Incident.Planted);

        Assert.DoesNotContain("\e[", terminal.Raw, StringComparison.Ordinal);
        Assert.Contains("admin: observing", terminal.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_brought_is_taken_away_once_that_was_agreed_to()
    {
        await Hook.RunAsync();
        using var terminal = PseudoTerminal.Type("remove", "--kubeconfig", Kubeconfig);
        await terminal.WaitForAsync("Remove now? [y/N]");
        await terminal.AnswerAsync("yes");

        var (exitCode, screen) = await terminal.EndAsync(Incident.Planted);

        Assert.Equal(0, exitCode);
        Golden(screen, "Screen.Removed");
        Assert.DoesNotContain(Names.PullSecret, await SecretsInAsync(Agent));
        Assert.Contains(Names.PullSecret, await SecretsInAsync(Marketplace));
    }

    private async Task MustNotHaveWrittenAsync(AuditMark mark) => Assert.Empty(await Incident.ControlPlane.Audit.WritesSinceAsync(mark));

    private static void Golden(string screen, string name) => Snapshots.Match(Volatile.Scrubbed(screen), name);
}
