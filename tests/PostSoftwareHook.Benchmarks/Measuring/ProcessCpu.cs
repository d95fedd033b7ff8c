using System.Globalization;

namespace PostSoftwareHook.Benchmarks.Measuring;

/// <summary>CPU time of a process that still runs, by /proc.</summary>
internal static class ProcessCpu
{
    private const double Nanoseconds = 1e-9;

    /// <summary>Seconds that its threads have run so far; those that have ended meanwhile are not in it.</summary>
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
            // It, or one of its threads, has just ended.
        }

        return seconds;
    }
}
