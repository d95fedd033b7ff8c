using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace PostSoftwareHook.Tests.Infra;

/// <summary>
/// Runs something as a user who may not read everything, though the tests run as root: on a thread of its own, whose user for file access
/// is nobody (setfsuid is a thread's, not a process'). Whoever isn't root is such a user already.
/// </summary>
internal static class Unprivileged
{
    private const uint Nobody = 65534;

    public static T Run<T>(Func<T> function)
    {
        T? result = default;
        ExceptionDispatchInfo? error = null;
        var thread = new Thread(() =>
        {
            try
            {
                if (Environment.IsPrivilegedProcess)
                {
                    _ = SetFileSystemUser(Nobody);
                    Assert.Equal(Nobody, (uint)SetFileSystemUser(Nobody)); // it returns who it was before, and never fails
                }

                result = function();
            }
#pragma warning disable CA1031 // thrown again on the test's own thread
            catch (Exception e)
#pragma warning restore CA1031
            {
                error = ExceptionDispatchInfo.Capture(e);
            }
        });
        thread.Start();
        thread.Join();
        error?.Throw();
        return result!;
    }

    [DllImport("libc", EntryPoint = "setfsuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetFileSystemUser(uint user);
}
