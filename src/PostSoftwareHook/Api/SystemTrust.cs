using System.Runtime.InteropServices;

namespace PostSoftwareHook.Api;

/// <summary>
/// The certificates that the machine trusts. .NET reads and parses all of them at the first TLS handshake, even for a cluster
/// that is verified by its own kubeconfig's CA and needs none: some hundred files, and two thirds of the CPU time of a run
/// that changes nothing.
/// </summary>
internal static partial class SystemTrust
{
    /// <summary>
    /// Has them left unread for the rest of this process. To be called before the first handshake, and where every cluster
    /// brings its own CA; programs that this one has started by then are not touched.
    /// </summary>
    public static void LeaveUnread()
    {
        // The C library's own environment, from which .NET takes where they are; Environment.SetEnvironmentVariable keeps a copy.
        _ = SetEnvironment("SSL_CERT_DIR", "/nonexistent", 1);
        _ = SetEnvironment("SSL_CERT_FILE", "/nonexistent", 1);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
