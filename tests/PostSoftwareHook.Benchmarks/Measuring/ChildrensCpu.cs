using System.Runtime.InteropServices;

namespace PostSoftwareHook.Benchmarks.Measuring;

/// <summary>CPU time of all child processes that have ended, including their own children: getrusage(2), RUSAGE_CHILDREN.</summary>
internal static partial class ChildrensCpu
{
    private const int Children = -1;
    private const int LongsInUsage = 18;
    private const double Microseconds = 1e-6;

    /// <summary>User and system time in seconds.</summary>
    public static double Seconds()
    {
        Span<long> usage = stackalloc long[LongsInUsage];
        return GetUsage(Children, usage) == 0
            ? usage[0] + usage[2] + ((usage[1] + usage[3]) * Microseconds)
            : throw new InvalidOperationException("getrusage failed.");
    }

    [LibraryImport("libc", EntryPoint = "getrusage")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetUsage(int who, Span<long> usage);
}
