using PostSoftwareHook.CommandLine.Clusters;
using PostSoftwareHook.Contract;

namespace PostSoftwareHook.CommandLine;

/// <summary>What came of one cluster.</summary>
/// <param name="Cluster">Which cluster.</param>
/// <param name="Verb">The command.</param>
/// <param name="Report">The result.</param>
/// <param name="IsPlan">Whether nothing was to be written, so that what the result calls changed would be.</param>
/// <param name="IsStopped">Whether a person stopped it before its end.</param>
internal sealed record ClusterResult(ChosenCluster Cluster, HookVerb Verb, Report Report, bool IsPlan, bool IsStopped = false)
{
    /// <summary>Whether a defect of this program ended the run.</summary>
    public bool IsInternalError { get; init; }

    /// <summary>Whether a heal has, or had, something to do here.</summary>
    public bool WouldChange => IsPlan && Report.Changed;
}
