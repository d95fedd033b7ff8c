using System.Text.Json.Nodes;

namespace PostSoftwareHook.Benchmarks.Benchmarks;

/// <summary>Runs the executable as Ansible does, on an incident.</summary>
internal static class Module
{
    /// <summary>Runs the module with its defaults, and returns the cost and the module's result.</summary>
    public static async Task<(Measured Run, JsonNode Result)> RunAsync(SnoIncident incident)
    {
        using var arguments = new ModuleArguments(incident.ControlPlane.Kubeconfig);
        var run = (await Meter.RunAsync(arguments.Command)).Successful();
        return (run, JsonNode.Parse(run.Output)!);
    }
}
