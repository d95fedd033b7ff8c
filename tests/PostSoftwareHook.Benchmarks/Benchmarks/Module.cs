using System.Text.Json.Nodes;

namespace PostSoftwareHook.Benchmarks.Benchmarks;

/// <summary>The executable, called as Ansible calls it, on an incident.</summary>
internal static class Module
{
    /// <summary>Heals, or finds nothing to do.</summary>
    /// <returns>What it took, and the module's result.</returns>
    public static async Task<(Measured Run, JsonNode Result)> RunAsync(SnoIncident incident)
    {
        using var arguments = new ModuleArguments(incident.ControlPlane.Kubeconfig);
        var run = (await Meter.RunAsync(arguments.Command)).Successful();
        return (run, JsonNode.Parse(run.Output)!);
    }
}
