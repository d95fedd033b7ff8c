using PostSoftwareHook.Access;

namespace PostSoftwareHook.Tests.Infra;

/// <summary>What options and kubeconfigs come to, where exec plugins may run and nobody listens to their names.</summary>
internal static class Resolving
{
    private static readonly ExecPlugin AnyPlugin = new(isAllowed: true, (_, _) => { });

    public static ClientConfig Access(ConnectionOptions settings) => ClientConfigLoader.Resolve(settings, AnyPlugin);

    public static ClientConfig Resolve(this Kubeconfig kubeconfig, string? context) => kubeconfig.Resolve(context, AnyPlugin);
}
