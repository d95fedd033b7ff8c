using System.Net;
using System.Net.Sockets;

namespace PostSoftwareHook.Incident;

/// <summary>Finds free ports. Another process may take one before its server does, so callers retry.</summary>
internal static class LoopbackPort
{
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
