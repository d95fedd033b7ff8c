using System.Text.Json.Nodes;

namespace PostSoftwareHook.Options;

/// <summary>
/// Which environment variables may stand in for options. Where the cluster is named by an option, what the environment says of
/// another one must not be mixed in: kubernetes.core would do that, and in AgnosticD the environment speaks of the hub.
/// </summary>
internal static class ConnectionEnvironment
{
    private static readonly string[] Network = ["K8S_AUTH_PROXY", "K8S_AUTH_NO_PROXY"];

    /// <summary>Looks variables up for a task or command line that gave <paramref name="given"/>.</summary>
    public static Func<string, string?> For(JsonObject given) =>
        given["kubeconfig"] is null && given["host"] is null
            ? Environment.GetEnvironmentVariable
            : static name => Network.Contains(name) ? Environment.GetEnvironmentVariable(name) : null;
}
