using System.Text.Json.Nodes;
using PostSoftwareHook.CommandLine.Clusters;
using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.CommandLine;

/// <summary>What came of one cluster.</summary>
/// <param name="Cluster">Which cluster.</param>
/// <param name="Verb">The command.</param>
/// <param name="Run">What its run found, did and left.</param>
/// <param name="Invocation">The options as they were understood, for the JSON result; null where they weren't.</param>
/// <param name="IsStopped">Whether a person stopped it before its end.</param>
internal sealed record ClusterResult(ChosenCluster Cluster, HookVerb Verb, RunResult Run, JsonObject? Invocation = null, bool IsStopped = false)
{
    /// <summary>Whether nothing was to be written, so that what the result calls changed would be.</summary>
    public bool IsPlan => !Run.Purpose.Writes();

    /// <summary>Whether a heal or a removal has something to do here.</summary>
    public bool WouldChange => IsPlan && Run.Changed;
}
