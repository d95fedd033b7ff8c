using System.Text.Json.Nodes;

namespace PostSoftwareHook.Options;

/// <summary>
/// Which environment variables may stand in for options. Where the cluster is named by an option, what the environment says of
/// another one must not be mixed in: kubernetes.core would do that, and in AgnosticD the environment speaks of the hub.
/// </summary>
internal static class ConnectionEnvironment
{
    private static readonly string[] Network = [.. OptionTable.Connection.Where(spec => spec.IsOfNetwork).SelectMany(spec => spec.Environment)];

    /// <summary>Looks variables up for a task or command line that gave <paramref name="given"/>.</summary>
    public static Func<string, string?> For(JsonObject given) =>
        OptionTable.Connection.Any(spec => spec.NamesCluster && spec.Names.Any(name => given[name] is not null))
            ? static name => Network.Contains(name) ? Environment.GetEnvironmentVariable(name) : null
            : Environment.GetEnvironmentVariable;
}
