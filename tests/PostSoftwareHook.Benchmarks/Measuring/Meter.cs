using System.Diagnostics;
using System.Globalization;

namespace PostSoftwareHook.Benchmarks.Measuring;

/// <summary>Measures commands. GNU time reports the peak memory; its own cost, under a millisecond, is part of the figures.</summary>
internal static class Meter
{
    private const double KilobytesInMegabyte = 1000;
    private const double BytesInKilobyte = 1024;

    /// <summary>Runs one command. No other child of this process may end meanwhile.</summary>
    public static async Task<Measured> RunAsync(Command command)
    {
        var before = ChildrensCpu.Seconds();
        var run = await RunWithoutCpuAsync(command);
        return run with { Cpu = ChildrensCpu.Seconds() - before };
    }

    /// <summary>
    /// Runs several commands, <paramref name="atOnce"/> at a time. Wall and CPU time are totals, the memory is that of the largest
    /// process.
    /// </summary>
    public static async Task<(double Wall, double Cpu, double PeakMemory, IReadOnlyList<Measured> Runs)> RunAllAsync(IEnumerable<Command> commands, int atOnce)
    {
        var before = ChildrensCpu.Seconds();
        var clock = Stopwatch.StartNew();
        using var slots = new SemaphoreSlim(atOnce);
        var runs = await Task.WhenAll(commands.Select(async command =>
        {
            await slots.WaitAsync();
            try
            {
                return await RunWithoutCpuAsync(command);
            }
            finally
            {
                slots.Release();
            }
        }));
        return (clock.Elapsed.TotalSeconds, ChildrensCpu.Seconds() - before, runs.Max(run => run.PeakMemory), runs);
    }

    private static async Task<Measured> RunWithoutCpuAsync(Command command)
    {
        var file = Path.GetTempFileName();
        try
        {
            var clock = Stopwatch.StartNew();
            using var process = command.Under("/usr/bin/time", "--quiet", "--format=%M", $"--output={file}").Start();
            var output = process.StandardOutput.ReadToEndAsync();
            var log = LogLine.ReadAllAsync(process.StandardError, clock);
            await process.WaitForExitAsync();
            var wall = clock.Elapsed.TotalSeconds;
            var kilobytes = double.Parse((await File.ReadAllLinesAsync(file))[^1], CultureInfo.InvariantCulture);
            return new(process.ExitCode, await output, await log, wall, 0, kilobytes * BytesInKilobyte / KilobytesInMegabyte / KilobytesInMegabyte);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
