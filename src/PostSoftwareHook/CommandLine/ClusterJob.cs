using System.Text.Json.Nodes;
using PostSoftwareHook.CommandLine.Clusters;
using PostSoftwareHook.Guards;
using PostSoftwareHook.Options;
using PostSoftwareHook.Run;

namespace PostSoftwareHook.CommandLine;

/// <summary>A cluster and the run to do there.</summary>
/// <param name="Cluster">The cluster.</param>
/// <param name="Request">The run.</param>
/// <param name="Invocation">The parsed options, for the JSON result.</param>
internal sealed record ClusterJob(ChosenCluster Cluster, RunRequest Request, JsonObject Invocation)
{
    /// <summary>Binds the options for one cluster, as the module does for one task.</summary>
    /// <exception cref="HookException">An option's value is wrong.</exception>
    public static ClusterJob Of(ChosenCluster cluster, CommandOptions choices, Redactor redactor)
    {
        var given = choices.Given.DeepClone().AsObject();
        given["kubeconfig"] = cluster.Kubeconfig?.DeepClone();
        given["context"] = cluster.Context;
        var values = OptionReader.Read(given, OptionTable.All, ConnectionEnvironment.For(given));
        redactor.Add(OptionTable.All.Where(spec => spec.IsSecret).Select(spec => (string?)values[spec.Name]).OfType<string>());
        return new(
            cluster,
            new(OptionBinder.Connection(values), OptionBinder.Hub(values), OptionBinder.Settings(values), choices.Purpose, DetailFlag: "-v"),
            Options.Invocation.Of(values, OptionTable.All));
    }
}
