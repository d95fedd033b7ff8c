namespace PostSoftwareHook.ClusterTests.CommandLine;

/// <summary>Help, versions, completion and mistakes: nothing that needs a cluster.</summary>
public class Helping
{
    [Theory]
    [InlineData("")]
    [InlineData("diagnose")]
    [InlineData("heal")]
    [InlineData("verify")]
    [InlineData("remove")]
    [InlineData("version")]
    [InlineData("completion")]
    public async Task Every_command_has_help(string command)
    {
        var ran = await RunAsync([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);

        Assert.Equal((0, ""), (ran.ExitCode, ran.Errors));
        Snapshots.Match(ran.Output, $"Help{(command.Length == 0 ? "" : $".{command}")}");
    }

    [Fact]
    public async Task Alone_it_shows_its_help_and_fails()
    {
        var ran = await RunAsync();

        Assert.Equal((2, ""), (ran.ExitCode, ran.Output));
        Assert.Equal((await RunAsync("--help")).Output, ran.Errors);
    }

    [Theory]
    [InlineData("version")]
    [InlineData("--version")]
    public async Task It_says_its_version(string argument) =>
        Assert.Matches(@"^post-software-hook \d+\.\d+\.\d+\n$", (await RunAsync(argument)).Output);

    [Theory]
    [InlineData("heall", "There is no command \"heall\". Did you mean heal? See: post-software-hook --help")]
    [InlineData("heal --kubconfig x", "There is no option \"--kubconfig\" in heal. Did you mean --kubeconfig? See: post-software-hook heal --help")]
    [InlineData("diagnose --yes", "There is no option \"--yes\" in diagnose. See: post-software-hook diagnose --help")]
    [InlineData("diagnose cluster1", "There is no argument \"cluster1\" in diagnose. See: post-software-hook diagnose --help")]
    [InlineData("diagnose --output xml", "--output must be one of table, json, yaml, markdown, not \"xml\".")]
    [InlineData("diagnose --parallel none", "--parallel must be a whole number from 1 to 1000, not \"none\".")]
    [InlineData("heal --yes --wait-timeout soon", "The option --wait-timeout must be a whole number from 0 to 86400, not \"soon\".")]
    [InlineData("heal --yes --restart always", "The option --restart must be one of auth_failures, never, not \"always\".")]
    [InlineData("diagnose --kubeconfig /nowhere/*.kubeconfig", "Nothing matches the pattern /nowhere/*.kubeconfig. Check it with ls, and give another in --kubeconfig.")]
    [InlineData("diagnose --student student1 --output-dir /nowhere", "There is no kubeconfig for student1: looked in /nowhere and its subfolders for *_student1_kubeconfig, *-student1_kubeconfig and student1/kubeconfig. The folder /nowhere does not exist; give AgnosticD's output folder in --output-dir.")]
    [InlineData("heal --yes --managed-cluster a --hub-kubeconfig b --kubeconfig /a --kubeconfig /b", "--managed-cluster names one cluster on the hub, but 2 clusters are selected. Run them one by one, or leave it out.")]
    public async Task A_mistake_is_one_clear_line(string typed, string answer)
    {
        var ran = await RunAsync(typed.Split(' '));

        Assert.Equal((2, "", answer + "\n"), (ran.ExitCode, ran.Output, ran.Errors));
    }

    [Theory]
    [InlineData("post-software-hook he", "heal")]
    [InlineData("post-software-hook heal --kubec", "--kubeconfig")]
    [InlineData("post-software-hook heal --output j", "json")]
    [InlineData("post-software-hook completion ba", "bash")]
    public async Task Bash_completes(string line, string completed)
    {
        const string Script = """
            PATH="$1:$PATH"
            source <(post-software-hook completion bash)
            COMP_LINE="$2" COMP_POINT=${#2}
            read -ra COMP_WORDS <<< "$2"
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _post_software_hook
            printf '%s\n' "${COMPREPLY[@]}"
            """;
        var ran = await Ran.ToTheEndAsync("bash", ["-c", Script, "bash", Path.GetDirectoryName(Repository.Executable)!, line]);

        Assert.Equal((0, ""), (ran.ExitCode, ran.Errors));
        Assert.Contains(completed, ran.Output.Split('\n'));
        Assert.All(ran.Output.TrimEnd('\n').Split('\n'), word => Assert.StartsWith(line.Split(' ')[^1], word, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("zsh", "compdef")]
    [InlineData("fish", "complete -c post-software-hook")]
    public async Task Other_shells_have_a_script_too(string shell, string word) =>
        Assert.Contains(word, (await RunAsync("completion", shell)).Output, StringComparison.Ordinal);

    [Fact]
    public async Task The_old_scripts_command_line_still_works()
    {
        var ran = await Ran.ToTheEndAsync(
            Repository.PathTo("ansible/files/98-fix-pull-secret-propagation.sh"),
            ["student1", "rhpds", "--dry-run", "--output-dir", "/nowhere"],
            new Dictionary<string, string?> { ["PATH"] = $"{Path.GetDirectoryName(Repository.Executable)}:{Environment.GetEnvironmentVariable("PATH")}" });

        Assert.Equal(2, ran.ExitCode);
        Assert.StartsWith("There is no kubeconfig for student1", ran.Errors, StringComparison.Ordinal);
    }

    private static Task<Ran> RunAsync(params string[] arguments) => Ran.ToTheEndAsync(Repository.Executable, arguments);
}
