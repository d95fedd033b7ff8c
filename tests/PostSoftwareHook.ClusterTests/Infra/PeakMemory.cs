using System.Diagnostics;
using System.Globalization;

namespace PostSoftwareHook.ClusterTests.Infra;

/// <summary>Watches how much memory a process takes.</summary>
internal static class PeakMemory
{
    /// <summary>The most that was resident until the end, in kB, as the kernel counts it.</summary>
    public static async Task<long> WatchAsync(Process process)
    {
        long peak = 0;
        while (!process.HasExited)
        {
            try
            {
                var line = (await File.ReadAllLinesAsync($"/proc/{process.Id}/status")).FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
                peak = Math.Max(peak, long.Parse(line?.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1] ?? "0", CultureInfo.InvariantCulture));
            }
            catch (IOException)
            {
                break;
            }

            await Task.Delay(20);
        }

        return peak;
    }
}
