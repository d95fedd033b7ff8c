using System.Diagnostics;

namespace PostSoftwareHook.Benchmarks.Benchmarks;

/// <summary>One converged run of the module, split when it connects, after the TLS handshake, at the first response and at the last.</summary>
internal sealed record PhasedRun
{
    /// <summary>Wall and CPU seconds from the start to the end of each phase.</summary>
    public required IReadOnlyList<(double Wall, double Cpu)> Cuts { get; init; }

    /// <summary>Number of TCP connections it opened.</summary>
    public required int Connections { get; init; }

    /// <summary>Names of the phases.</summary>
    public static IReadOnlyList<string> Phases { get; } =
        ["start, until it connects", "TLS handshake", "first request and answer", "further reads, until the last answer", "diagnosis, report and end"];

    /// <summary>Runs the module through a relay, which sees it connect. The times of the responses come from its log of requests.</summary>
    public static async Task<PhasedRun> RunAsync(ControlPlane controlPlane)
    {
        var connected = new List<(double Wall, double Cpu)>();
        var shookHands = new List<(double Wall, double Cpu)>();
        var answered = new List<(double Wall, double Cpu)>();
        Process? process = null;
        var clock = new Stopwatch();
        (double Wall, double Cpu) Now() => (clock.Elapsed.TotalSeconds, ProcessCpu.Seconds(process!.Id));

        using var relay = new Relay(new Uri(controlPlane.Host).Port, () => connected.Add(Now()), () => shookHands.Add(Now()));
        using var arguments = new ModuleArguments(controlPlane.Kubeconfigs.WithHost("relay", $"https://127.0.0.1:{relay.Port}"), isLogged: true);
        var before = ChildrensCpu.Seconds();
        clock.Start();
        using (process = arguments.Command.Start())
        {
            var output = process.StandardOutput.ReadToEndAsync();
            await LogLine.ReadAllAsync(process.StandardError, clock, line =>
            {
                if (LoggedRequest.Parse(line) is not null)
                {
                    answered.Add(Now());
                }
            });
            await process.WaitForExitAsync();
            var end = (clock.Elapsed.TotalSeconds, ChildrensCpu.Seconds() - before);
            BenchmarkException.Require(process.ExitCode == 0 && shookHands.Count > 0 && answered.Count > 1, $"A converged run failed: {await output}");
            return new() { Cuts = [connected[0], shookHands[0], answered[0], answered[^1], end], Connections = connected.Count };
        }
    }
}
