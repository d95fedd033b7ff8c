using System.CommandLine;
using System.CommandLine.Help;
using PostSoftwareHook.CommandLine.Help;
using PostSoftwareHook.Guards;

namespace PostSoftwareHook.CommandLine;

/// <summary>The command line: all commands and their help.</summary>
internal sealed class Commands
{
    private static readonly string[] Summary =
    [
        "Heals OpenShift clusters whose pods cannot pull their images: finds out why, copies the global pull secret to the namespaces that need it, links it to their serviceaccounts, restarts the stuck pods, and waits until they run.",
    ];

    private readonly RootCommand _root = new(Summary[0]);
    private readonly HelpPage _help;
    private readonly IReadOnlyList<string> _typed;

    private Commands(IReadOnlyList<string> typed, CancellationToken stop)
    {
        _typed = typed;
        _help = new($"{Product.Name} COMMAND [OPTIONS]", Summary,
        [
            new("Why are pods stuck? Nothing is written", "diagnose"),
            new("Heal one cluster; asks before it writes", "heal --kubeconfig sno.kubeconfig"),
            new("Heal a whole class", "heal --kubeconfig ~/agnosticd-output --yes"),
        ]);
        _root.Options.Clear(); // System.CommandLine's own help and version options apply to every command

        foreach (var verb in HookVerb.All)
        {
            _root.Subcommands.Add(Running(verb, stop));
        }

        _root.Subcommands.Add(Version());
        _root.Subcommands.Add(CompletionScripts());
        _root.Options.Add(Version(new Option<bool>("--version") { Description = "Print the version." }));
        _help.Group("Commands", [.. _root.Subcommands.Select(command => new HelpRow(command.Name, command.Description ?? ""))]);
        _help.Group("Exit codes",
        [
            new("0", "healthy, or healed"),
            new("1", "something failed, or did not recover"),
            new("2", "the command line is wrong, or a question could not be asked"),
            new("3", "something would be changed (diagnose, --dry-run, or the question was answered with no)"),
            new("70", "a defect in this program; please report it"),
            new("130", "stopped by Ctrl-C or SIGTERM"),
        ]);
        _help.Group("More", [new($"{Product.Name} COMMAND --help", "a command's options and examples"), new($"man {Product.Name}", "the manual page")]);
        WithHelp(_root, _help);
    }

    public static async Task<int> RunAsync(string[] typed, CancellationToken stop)
    {
        Terminal.WritePlainly();
        var commands = new Commands(typed, stop);
        try
        {
            return await commands.InvokeAsync().ConfigureAwait(false);
        }
        catch (HookException e)
        {
            return Refuse(OptionNames.InMessage(e.Message), ExitCode.Usage);
        }
        catch (Exception e) when (StandardOutput.IsOfAStream(e))
        {
            return Refuse($"A file can't be read or written: {Printable.Clean(e.Message)}", ExitCode.Failed);
        }
#pragma warning disable CA1031 // the last resort: no user sees a stack trace
        catch (Exception e) when (e is not StandardOutputException)
#pragma warning restore CA1031
        {
            return Refuse(Product.Defect(e), ExitCode.Internal);
        }
    }

    private async Task<int> InvokeAsync()
    {
        if (_typed.Count == 0)
        {
            _help.Write(Console.Error);
            return ExitCode.Usage;
        }

        var parsed = _root.Parse(_typed);
        return parsed.Errors.Count > 0 && parsed.Action is not HelpPage && !IsSuggestion(_typed)
            ? Refuse(UsageError.Of(parsed), ExitCode.Usage)
            : await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, CancellationToken.None).ConfigureAwait(false);
    }

    private static bool IsSuggestion(IReadOnlyList<string> typed) => typed[0].StartsWith("[suggest", StringComparison.Ordinal);

    private static int Refuse(string sentence, int exitCode)
    {
        Terminal.Say(sentence);
        return exitCode;
    }

    private Command Running(HookVerb verb, CancellationToken stop)
    {
        var command = new Command(verb.Name, verb.Summary);
        if (!MayBeTyped(verb))
        {
            return command; // building its options takes longer than everything else that "version" does
        }

        var help = new HelpPage($"{Product.Name} {verb.Name} [OPTIONS]", [verb.Summary, verb.Explanation], verb.Examples);
        var options = new RunOptions(verb, command, help);
        WithHelp(command, help);
        command.SetAction((parsed, _) => new CommandRun(options.Read(parsed, _typed)).ToTheEndAsync(stop));
        return command;
    }

    /// <summary>
    /// Whether the command line contains the command, or may contain it in what the parser expands itself: the directive [suggest], a
    /// response file.
    /// </summary>
    private bool MayBeTyped(HookVerb verb) => _typed.Any(word => word == verb.Name || word is ['[' or '@', ..]);

    private static Command Version()
    {
        var command = new Command("version", "Prints the version.");
        WithHelp(command, new($"{Product.Name} version", ["Prints the version."], []));
        command.SetAction(parsed => Print(parsed, $"{Product.Name} {Product.Version}\n"));
        return command;
    }

    private static Option<bool> Version(Option<bool> option)
    {
        option.Action = new VersionAction();
        return option;
    }

    private static Command CompletionScripts()
    {
        var command = new Command("completion", "Prints a script that completes commands and options in bash, zsh or fish.");
        var shell = new Argument<string>("SHELL").AcceptOnlyFromAmong([.. CompletionScript.Shells]);
        command.Arguments.Add(shell);
        WithHelp(command, new($"{Product.Name} completion bash|zsh|fish", [command.Description!],
        [
            new("In this shell; put the same line into ~/.bashrc to keep it", "completion bash"),
            new("bash", "completion bash > ~/.local/share/bash-completion/completions/post-software-hook"),
            new("zsh, in a folder of $fpath", "completion zsh > ~/.zfunc/_post-software-hook"),
            new("fish", "completion fish > ~/.config/fish/completions/post-software-hook.fish"),
        ]));
        command.SetAction(parsed => Print(parsed, CompletionScript.For(parsed.GetValue(shell)!)));
        return command;
    }

    private static void WithHelp(Command command, HelpPage help)
    {
        command.Options.Add(new HelpOption("--help", "-h") { Description = "Print this help.", Action = help, Recursive = false });
    }

    private static int Print(ParseResult parsed, string text)
    {
        parsed.InvocationConfiguration.Output.Write(text);
        return ExitCode.Healthy;
    }
}
