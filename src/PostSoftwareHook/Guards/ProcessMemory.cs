using System.Runtime.InteropServices;

namespace PostSoftwareHook.Guards;

/// <summary>Protects this process's memory, which contains credentials.</summary>
internal static partial class ProcessMemory
{
    private const int SetDumpable = 4; // PR_SET_DUMPABLE

    /// <summary>
    /// Disables core dumps and access by other processes of the same user (prctl(2), PR_SET_DUMPABLE). Child processes are not
    /// affected. If the kernel refuses, the run goes on unprotected.
    /// </summary>
    public static void KeepPrivate() => _ = ProcessControl(SetDumpable, 0, 0, 0, 0);

    [LibraryImport("libc", EntryPoint = "prctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ProcessControl(int option, nuint argument2, nuint argument3, nuint argument4, nuint argument5);
}
