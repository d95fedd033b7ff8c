using System.Runtime.InteropServices;

namespace PostSoftwareHook.Guards;

/// <summary>The memory of this process, in which credentials stand.</summary>
internal static partial class ProcessMemory
{
    private const int SetDumpable = 4; // PR_SET_DUMPABLE

    /// <summary>
    /// Has the kernel write no core dump of this process, and let no other process of the same user look into it. A program that
    /// this one starts is not concerned. Where the kernel refuses, the run goes on: its work doesn't depend on it.
    /// </summary>
    public static void KeepPrivate() => _ = ProcessControl(SetDumpable, 0, 0, 0, 0);

    [LibraryImport("libc", EntryPoint = "prctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ProcessControl(int option, nuint argument2, nuint argument3, nuint argument4, nuint argument5);
}
