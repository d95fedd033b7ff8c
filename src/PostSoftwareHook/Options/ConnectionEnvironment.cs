using System.Text.Json.Nodes;

namespace PostSoftwareHook.Options;

/// <summary>
/// Selects the environment variables that may supply connection options. If an option names the cluster, the environment's settings for
/// another cluster must not be mixed in. kubernetes.core does mix them, but in AgnosticD the environment describes the hub.
/// </summary>
internal static class ConnectionEnvironment
{
    private static readonly string[] Network = [.. OptionTable.Connection.Where(spec => spec.IsOfNetwork).SelectMany(spec => spec.Environment)];

    /// <summary>Returns the lookup of environment variables for a task or command line with the options <paramref name="given"/>.</summary>
    public static Func<string, string?> For(JsonObject given) =>
        OptionTable.Connection.Any(spec => spec.NamesCluster && spec.Names.Any(name => given[name] is not null))
            ? static name => Network.Contains(name) ? Environment.GetEnvironmentVariable(name) : null
            : Environment.GetEnvironmentVariable;
}
