using PostSoftwareHook.CommandLine.Clusters;
using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.CommandLine.Output;

/// <summary>What <c>oc</c> needs to be told to reach the cluster that a page is about.</summary>
internal static class OcOptions
{
    /// <summary><paramref name="command"/> as it is typed for <paramref name="cluster"/>.</summary>
    public static string Apply(ShellCommand command, ChosenCluster cluster) =>
        cluster.Context is { } context ? command.WithOcOptions($"--context {ShellWords.Quote(context)}") : $"{command}";
}
