using System.Text.Json.Nodes;
using PostSoftwareHook.CommandLine.Clusters;
using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.CommandLine;

/// <summary>The result of one cluster.</summary>
/// <param name="Cluster">The cluster.</param>
/// <param name="Verb">The command.</param>
/// <param name="Run">The result of its run.</param>
/// <param name="Invocation">The parsed options, for the JSON result; null if they were not parsed.</param>
/// <param name="IsStopped">Whether Ctrl-C or SIGTERM ended the run early.</param>
internal sealed record ClusterResult(ChosenCluster Cluster, HookVerb Verb, RunResult Run, JsonObject? Invocation = null, bool IsStopped = false)
{
    /// <summary>Whether the run wrote nothing, so that its changes are only planned.</summary>
    public bool IsPlan => !Run.Purpose.Writes();

    /// <summary>Whether a heal or a removal would change something on this cluster.</summary>
    public bool WouldChange => IsPlan && Run.Changed;
}
