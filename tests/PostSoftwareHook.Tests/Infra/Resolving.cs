using PostSoftwareHook.Cluster;

namespace PostSoftwareHook.Tests.Infra;

/// <summary>What options and kubeconfigs come to, where exec plugins may run and nobody listens to their names.</summary>
internal static class Resolving
{
    private static readonly ExecPlugin AnyPlugin = new(isAllowed: true, (_, _) => { });

    public static ClusterAccess Access(ConnectionSettings settings) => AccessResolver.Resolve(settings, AnyPlugin);

    public static ClusterAccess Resolve(this Kubeconfig kubeconfig, string? context) => kubeconfig.Resolve(context, AnyPlugin);
}
