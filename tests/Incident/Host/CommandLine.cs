using k8s.Autorest;
using k8s.Exceptions;

namespace PostSoftwareHook.Incident;

/// <summary>Parses the arguments of the program <c>incident</c> and reports errors.</summary>
internal static class CommandLine
{
    private const string Usage = """
        usage: incident start --dir DIR [--healthy]   a control plane with the incident on it, until SIGTERM
               incident pods --kubeconfig FILE        the pods of the incident's namespaces
        """;

    public static async Task<int> RunAsync(string[] arguments)
    {
        try
        {
            return arguments switch
            {
                ["start", "--dir", var folder] => await StartVerb.RunAsync(folder, healthy: false, Console.Out),
                ["start", "--dir", var folder, "--healthy"] => await StartVerb.RunAsync(folder, healthy: true, Console.Out),
                ["pods", "--kubeconfig", var kubeconfig] => await PodsVerb.RunAsync(kubeconfig, Console.Out),
                _ => await MisusedAsync(),
            };
        }
        catch (Exception failure) when (failure is ControlPlaneException or IOException or HttpRequestException or TimeoutException or KubeConfigException or HttpOperationException)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return 1;
        }
    }

    private static async Task<int> MisusedAsync()
    {
        await Console.Error.WriteLineAsync(Usage);
        return 2;
    }
}
