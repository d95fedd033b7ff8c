using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using PostSoftwareHook.CommandLine.Clusters;
using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.CommandLine;

/// <summary>The parsed command line of a command that works on clusters.</summary>
/// <param name="Verb">The command.</param>
/// <param name="Selection">The options that select clusters.</param>
/// <param name="Given">The module's options, by their names in a task, as typed.</param>
/// <param name="DryRun">Show the plan and write nothing.</param>
/// <param name="Yes">Do not ask before writing.</param>
/// <param name="Parallel">Number of clusters at once; null for the default.</param>
/// <param name="Output">table, json, yaml or markdown.</param>
/// <param name="Level">Minimum level of the log.</param>
/// <param name="NoColor">Print plain lines even on a terminal.</param>
/// <param name="Typed">The command line as typed.</param>
internal sealed record CommandOptions(
    HookVerb Verb,
    ClusterSelection Selection,
    JsonObject Given,
    bool DryRun,
    bool Yes,
    int? Parallel,
    string Output,
    LogLevel Level,
    bool NoColor,
    IReadOnlyList<string> Typed)
{
    public Purpose Purpose => DryRun ? Verb.Purpose.WithoutWriting() : Verb.Purpose;

    /// <summary>Whether the result is printed as text for a person.</summary>
    public bool IsTable => Output == "table";
}
