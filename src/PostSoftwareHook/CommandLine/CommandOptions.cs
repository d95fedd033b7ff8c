using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using PostSoftwareHook.CommandLine.Clusters;
using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.CommandLine;

/// <summary>What was typed after a command.</summary>
/// <param name="Verb">The command.</param>
/// <param name="Selection">Which clusters.</param>
/// <param name="Given">The module's options, by their names there, as they were typed.</param>
/// <param name="DryRun">Whether to show what would be done, and do nothing.</param>
/// <param name="Yes">Whether to go ahead without a question.</param>
/// <param name="Parallel">How many clusters at once; null for what suits the machine.</param>
/// <param name="Output">table, json, yaml or markdown.</param>
/// <param name="Level">What is logged.</param>
/// <param name="NoColor">Whether to print plain lines even on a terminal.</param>
/// <param name="Typed">The command line as it was typed.</param>
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
    /// <summary>What the runs are for.</summary>
    public Purpose Purpose => DryRun ? Verb.Purpose.WithoutWriting() : Verb.Purpose;

    /// <summary>Whether the result is for a person.</summary>
    public bool IsTable => Output == "table";
}
