using System.Runtime.InteropServices;

namespace PostSoftwareHook.Api;

/// <summary>
/// The system's trusted certificates. .NET reads and parses all of them at the first TLS handshake, even if the kubeconfig's own CA
/// is used instead: some hundred files, and two thirds of the CPU time of a run that changes nothing.
/// </summary>
internal static partial class SystemTrust
{
    /// <summary>
    /// Prevents this process from reading them. Call it before the first handshake, and only if every cluster has its own CA.
    /// Processes that were started earlier are not affected.
    /// </summary>
    public static void LeaveUnread()
    {
        // .NET reads these variables from the C library's environment; Environment.SetEnvironmentVariable only changes a copy.
        _ = SetEnvironment("SSL_CERT_DIR", "/nonexistent", 1);
        _ = SetEnvironment("SSL_CERT_FILE", "/nonexistent", 1);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
