using PostSoftwareHook.CommandLine.Clusters;
using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.CommandLine.Output;

/// <summary>Adds the options that <c>oc</c> needs to reach a cluster.</summary>
internal static class OcOptions
{
    /// <summary>Returns <paramref name="command"/> as typed for <paramref name="cluster"/>.</summary>
    public static string Apply(ShellCommand command, ChosenCluster cluster) =>
        cluster.Context is { } context ? command.WithOcOptions($"--context {ShellWords.Quote(context)}") : $"{command}";
}
