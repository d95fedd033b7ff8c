using System.Globalization;

namespace PostSoftwareHook.Benchmarks.Measuring;

/// <summary>CPU time of a running process, from /proc.</summary>
internal static class ProcessCpu
{
    private const double Nanoseconds = 1e-9;

    /// <summary>CPU seconds of its running threads. Ended threads are not included.</summary>
    public static double Seconds(int process)
    {
        var seconds = 0.0;
        try
        {
            foreach (var thread in Directory.EnumerateDirectories($"/proc/{process}/task"))
            {
                seconds += double.Parse(File.ReadAllText($"{thread}/schedstat").Split(' ')[0], CultureInfo.InvariantCulture) * Nanoseconds;
            }
        }
        catch (IOException)
        {
            // The process or one of its threads has just ended.
        }

        return seconds;
    }
}
