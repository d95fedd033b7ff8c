using System.CommandLine;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using PostSoftwareHook.Cluster;
using PostSoftwareHook.Options;
using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.CommandLine;

/// <summary>The person's door: the commands and what they do.</summary>
internal static class Commands
{
    /// <summary>Parses and runs a command line.</summary>
    public static async Task<int> RunAsync(string[] arguments, CancellationToken stop)
    {
        var root = new RootCommand("Heals OpenShift clusters whose pods cannot pull their images: finds out why, carries the global pull secret to the namespaces and serviceaccounts that need it, restarts what is stuck, and stays until it runs.");
        root.Subcommands.Add(Command("diagnose", "Says why pods are stuck and what heal would do. Reads only.", checkMode: true, stop));
        root.Subcommands.Add(Command("heal", "Does the least that heals, and waits until pods run and catalogs answer.", checkMode: false, stop));
        var result = root.Parse(arguments);
        var code = await result.InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, CancellationToken.None).ConfigureAwait(false);
        return result.Errors.Count > 0 ? ExitCode.Usage : code;
    }

    private static Command Command(string name, string description, bool checkMode, CancellationToken stop)
    {
        var command = new Command(name, description);
        var options = OptionTable.All.Select(spec => (spec.Name, Option: AsCommandLineOption(spec))).ToList();
        foreach (var (_, option) in options)
        {
            command.Options.Add(option);
        }

        var dryRun = new Option<bool>("--dry-run") { Description = "Show what would be done, and do nothing (check mode)." };
        if (!checkMode)
        {
            command.Options.Add(dryRun);
        }

        var output = new Option<string>("--output", "-o") { Description = "How to print the result.", DefaultValueFactory = _ => "text" }.AcceptOnlyFromAmong("text", "json");
        var verbose = new Option<bool>("--verbose", "-v") { Description = "Log each API request to stderr." };
        var veryVerbose = new Option<bool>("-vv") { Description = "Log each decision too." };
        command.Options.Add(output);
        command.Options.Add(verbose);
        command.Options.Add(veryVerbose);
        command.SetAction(parsed =>
        {
            var given = new JsonObject(options.Select(pair => (pair.Name, Values: parsed.GetValue(pair.Option)))
                .Where(pair => pair.Values is { Length: > 0 })
                .Select(pair => KeyValuePair.Create(pair.Name, (JsonNode?)string.Join(',', pair.Values!))));
            return RunAsync(given, checkMode || parsed.GetValue(dryRun), parsed.GetValue(output) == "json", Level(parsed.GetValue(verbose), parsed.GetValue(veryVerbose)), stop);
        });
        return command;
    }

    private static LogLevel Level(bool verbose, bool veryVerbose) => veryVerbose ? LogLevel.Debug : verbose ? LogLevel.Information : LogLevel.Warning;

    private static Option<string[]> AsCommandLineOption(OptionSpec spec) =>
        new($"--{spec.Name.Replace('_', '-')}", [.. spec.Aliases.Select(alias => $"--{alias.Replace('_', '-')}")])
        {
            Description = spec.Description,
            HelpName = spec.Choices.Count > 0 ? string.Join('|', spec.Choices) : spec.Type.ToString().ToLowerInvariant(),
            Arity = spec.Type == OptionType.Bool ? ArgumentArity.ZeroOrOne : ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = false,
        };

    private static async Task<int> RunAsync(JsonObject given, bool checkMode, bool json, LogLevel level, CancellationToken stop)
    {
        var redactor = new Redactor();
        RunRequest request;
        try
        {
            var values = OptionReader.Read(given, OptionTable.All, ConnectionEnvironment.For(given));
            request = new(OptionBinder.Connection(values), OptionBinder.Hub(values), OptionBinder.Settings(values), checkMode);
        }
        catch (HookException e)
        {
            await Console.Error.WriteLineAsync(e.Message).ConfigureAwait(false);
            return ExitCode.Usage;
        }

        var log = new StderrLogger(level, redactor);
        var (report, _) = await HookRun.ExecuteAsync(request, log, redactor, stop).ConfigureAwait(false);
        await Console.Out.WriteAsync(redactor.Clean(json ? ReportJson.Write(report, indented: true) + "\n" : TextReport.Of(report))).ConfigureAwait(false);
        return report switch
        {
            _ when stop.IsCancellationRequested => ExitCode.Interrupted,
            { Failed: true } => ExitCode.Failed,
            { Changed: true } when checkMode => ExitCode.WouldChange,
            _ => ExitCode.Healthy,
        };
    }
}
