using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using PostSoftwareHook.CommandLine.Help;
using PostSoftwareHook.Guards;
using PostSoftwareHook.Options;

namespace PostSoftwareHook.CommandLine;

/// <summary>The options of a command that works on clusters: those of the option table, and those that only the command line has.</summary>
internal sealed class RunOptions
{
    private static readonly string[] Outputs = ["table", "json", "yaml", "markdown"];

    private readonly HookVerb _verb;
    private readonly List<ModuleOption> _table = [];

    private readonly Option<string[]> _kubeconfig = Many("--kubeconfig", "PATH", "A kubeconfig, a pattern of kubeconfigs, or a folder that contains them. Can be given several times. Default: K8S_AUTH_KUBECONFIG, KUBECONFIG, or ~/.kube/config.");
    private readonly Option<string[]> _context = Many("--context", "NAME", "Context of the kubeconfig. Can be given several times. Default: the current context.");
    private readonly Option<string[]> _clusterName = Many("--cluster-name", "PATTERN", "Only clusters whose kubeconfig file, context or cluster name matches PATTERN (* and ? allowed). Can be given several times.");
    private readonly Option<string[]> _student = Many("--student", "NAME", "Name or GUID of a student, whose kubeconfig is in AgnosticD's output folder. Can be given several times.");
    private readonly Option<string> _outputDir = One("--output-dir", "FOLDER", "AgnosticD's output folder. Default: AGNOSTICD_OUTPUT_DIR, OUTPUT_DIR, or ~/agnosticd-output.");
    private readonly Option<string> _parallel = One("--parallel", "N", "Number of clusters to work on at once. Default: four per processor, at least 8.");
    private readonly Option<bool> _dryRun = Flag("--dry-run", "Show what would be done, and write nothing. The exit code is 3 if there is something to do.");
    private readonly Option<bool> _yes = Flag("--yes", "Do not ask before writing.", "-y");
    private readonly Option<string> _output = One("--output", string.Join('|', Outputs), "How to print the result. json and yaml are the module's result; markdown is for a ticket.", "-o");
    private readonly Option<bool> _verbose = Flag("--verbose", "Log each API request to stderr: verb, path, status, time.", "-v");
    private readonly Option<bool> _veryVerbose = Flag("-vv", "Log decisions too.");
    private readonly Option<bool> _noColor = Flag("--no-color", "Print plain lines even on a terminal. NO_COLOR does the same.");

    /// <summary>Adds the options to <paramref name="command"/> and, grouped, to <paramref name="help"/>.</summary>
    public RunOptions(HookVerb verb, Command command, HelpPage help)
    {
        _verb = verb;
        _output.CompletionSources.Add(Outputs);
        _table.AddRange(verb.Options.Select(spec => new ModuleOption(spec, FromTable(spec))));
        help.GroupOptions("Which clusters", [_kubeconfig, _context, _clusterName, _student, _outputDir, _parallel]);
        help.GroupOptions("What to do", [.. verb.Writes ? [_dryRun, _yes] : Array.Empty<Option>(), .. From(OptionTable.Behaviour)]);
        help.GroupOptions("Output", [_output, _verbose, _veryVerbose, _noColor]);
        help.GroupOptions("Connection (without --kubeconfig and --host also from K8S_AUTH_NAME in the environment)", From(OptionTable.Connection));
        foreach (var option in help.Options)
        {
            command.Options.Add(option);
        }
    }

    /// <exception cref="HookException">A value is wrong.</exception>
    public CommandOptions Read(ParseResult parsed, IReadOnlyList<string> typed)
    {
        var output = parsed.GetValue(_output) ?? Outputs[0];
        if (!Outputs.Contains(output))
        {
            throw new HookException($"--output must be one of {string.Join(", ", Outputs)}, not \"{Printable.Clean(output)}\".");
        }

        var given = Given(parsed);
        return new(
            _verb,
            new(Values(parsed, _kubeconfig), Values(parsed, _context), Values(parsed, _clusterName), Values(parsed, _student), parsed.GetValue(_outputDir), (string?)given["host"]),
            given,
            _verb.Writes && parsed.GetValue(_dryRun),
            _verb.Writes && parsed.GetValue(_yes),
            Parallel(parsed.GetValue(_parallel)),
            output,
            parsed.GetValue(_veryVerbose) ? LogLevel.Debug : parsed.GetValue(_verbose) ? LogLevel.Information : LogLevel.Warning,
            parsed.GetValue(_noColor),
            typed);
    }

    private JsonObject Given(ParseResult parsed)
    {
        var given = new JsonObject();
        foreach (var (spec, option) in _table)
        {
            if (parsed.GetResult(option) is { } result)
            {
                given[spec.Name] = Value(spec, Values(parsed, option), result.Tokens.Count == 0);
            }
        }

        if (_verb == HookVerb.Remove)
        {
            given["state"] = "absent";
        }

        return given;
    }

    private static JsonNode Value(OptionSpec spec, IReadOnlyList<string> values, bool isBare) => (spec.Type, values) switch
    {
        (OptionType.Bool, _) when isBare => true,
        (OptionType.List, { Count: > 1 }) => new JsonArray([.. values.SelectMany(Items)]),
        _ => values[^1],
    };

    /// <summary>The elements in one occurrence of a list option: JSON, or comma-separated text.</summary>
    private static IEnumerable<JsonNode?> Items(string value)
    {
        try
        {
            return value.TrimStart() switch
            {
                ['[', ..] => JsonText.Parse(value)!.AsArray().Select(item => item?.DeepClone()),
                ['{', ..] => [JsonText.Parse(value)],
                _ => value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(item => (JsonNode?)item),
            };
        }
        catch (JsonException)
        {
            return [value];
        }
    }

    private static int? Parallel(string? typed) => typed is null
        ? null
        : int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= 1000
            ? count
            : throw new HookException($"--parallel must be a whole number from 1 to 1000, not \"{Printable.Clean(typed)}\".");

    private static string[] Values(ParseResult parsed, Option<string[]> option) => parsed.GetValue(option) ?? [];

    private Option[] From(IReadOnlyList<OptionSpec> specs) => [.. _table.Where(option => specs.Contains(option.Spec)).Select(option => option.Typed)];

    private static Option<string[]> FromTable(OptionSpec spec)
    {
        var option = new Option<string[]>(OptionNames.Typed(spec.Name), [.. spec.Aliases.Select(OptionNames.Typed)])
        {
            Description = $"{OptionNames.InMessage(spec.Description).Replace("`", "", StringComparison.Ordinal)}{(spec.DefaultInWords is { } words ? $" Default: {words}." : "")}",
            HelpName = spec.ValueName,
            Arity = spec.Type == OptionType.Bool ? ArgumentArity.ZeroOrMore : ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = false,
        };
        option.CompletionSources.Add(spec.Type == OptionType.Bool ? ["yes", "no"] : [.. spec.Choices]);
        return option;
    }

    private static Option<string[]> Many(string name, string helpName, string description) =>
        new(name) { HelpName = helpName, Description = description, Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false };

    private static Option<string> One(string name, string helpName, string description, params string[] aliases) =>
        new(name, aliases) { HelpName = helpName, Description = description };

    private static Option<bool> Flag(string name, string description, params string[] aliases) =>
        new(name, aliases) { Description = description, Arity = ArgumentArity.Zero };
}
